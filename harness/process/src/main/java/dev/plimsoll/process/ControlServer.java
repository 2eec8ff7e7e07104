package dev.plimsoll.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The parent's side of a control channel until the child has connected: a socket in a folder made for it. */
final class ControlServer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Path folder;
    private final Path path;
    private final ServerSocketChannel server;

    private ControlServer(Path folder, ServerSocketChannel server) {
        this.folder = folder;
        this.path = folder.resolve("s");
        this.server = server;
    }

    static ControlServer open() throws IOException {
        // createTempDirectory makes a folder for the user alone; the name is short because socket paths are (108
        // bytes).
        Path folder = Files.createTempDirectory("plimsoll");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ControlServer control = new ControlServer(folder, server);
        server.bind(UnixDomainSocketAddress.of(control.path));
        server.configureBlocking(false);
        return control;
    }

    Path path() {
        return path;
    }

    /**
     * Waits for the child.
     *
     * @throws IOException if it did not come in time, or died before
     */
    SocketChannel accept(Duration timeout, BooleanSupplier alive) throws IOException {
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            for (long waited = 0; waited < timeout.toMillis(); waited += POLL.toMillis()) {
                if (selector.select(POLL.toMillis()) > 0) {
                    return server.accept();
                }
                if (!alive.getAsBoolean()) {
                    throw new IOException("it ended before it was ready");
                }
            }
        }
        throw new IOException("it was not ready within " + timeout.toSeconds() + " s");
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        Files.deleteIfExists(folder);
    }
}
