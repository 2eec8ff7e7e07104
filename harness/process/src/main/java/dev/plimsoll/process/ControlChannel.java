package dev.plimsoll.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What parent and child say to each other: one JSON object a line, over a Unix domain socket in a folder that only the
 * user can enter. Each side sends records of one sealed type and reads records of another. The end of the stream is how a
 * child learns that its parent is gone.
 *
 * <p>{@link #send} may be called from any thread; messages are handled on the one reader thread.
 *
 * @param <I> what this side reads
 * @param <O> what this side sends
 */
public final class ControlChannel<I, O> implements AutoCloseable {
    /** Names the socket's path in a child's environment. */
    static final String ENVIRONMENT = "PLIMSOLL_CONTROL";

    private static final Logger LOG = LoggerFactory.getLogger(ControlChannel.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final SocketChannel socket;
    private final Class<I> inbound;

    ControlChannel(SocketChannel socket, Class<I> inbound) {
        this.socket = socket;
        this.inbound = inbound;
    }

    /**
     * The child's side, as the environment names it.
     *
     * @throws IOException if this process was not started as a child, or the parent is gone
     */
    public static <I, O> ControlChannel<I, O> toParent(Class<I> inbound) throws IOException {
        String path = System.getenv(ENVIRONMENT);
        if (path == null) {
            throw new IOException("not started by Plimsoll: " + ENVIRONMENT + " is not set");
        }
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(UnixDomainSocketAddress.of(Path.of(path)));
        return new ControlChannel<>(socket, inbound);
    }

    /** Starts the reader thread. {@code onEnd} runs once, after the last message. */
    public void listen(String threadName, Consumer<I> onMessage, Runnable onEnd) {
        Thread reader = new Thread(() -> read(onMessage, onEnd), threadName);
        reader.setDaemon(true);
        reader.start();
    }

    /** @throws IOException if the other side is gone */
    public void send(O message) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (socket) {
            while (line.hasRemaining()) {
                socket.write(line);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a control channel", e);
        }
    }

    private void read(Consumer<I> onMessage, Runnable onEnd) {
        try (BufferedReader lines = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                handle(line, onMessage);
            }
        } catch (IOException e) {
            LOG.debug("control channel ended", e);
        } finally {
            onEnd.run();
        }
    }

    private void handle(String line, Consumer<I> onMessage) {
        I message;
        try {
            message = JSON.readValue(line, inbound);
        } catch (JsonProcessingException e) {
            LOG.warn("a control message could not be read: {}", e.getOriginalMessage());
            return;
        }
        try {
            onMessage.accept(message);
        } catch (RuntimeException e) {
            LOG.error("a control message could not be handled", e);
        }
    }
}
