package dev.plimsoll.signalling.client;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/**
 * One connection to the service, for agents and probes. It never reconnects: whoever owns it decides that.
 *
 * <p>Every connection costs two threads of the WebSocket library; use it for dozens, not for thousands. Methods may be
 * called from any thread; the listener is called from the connection's own reading thread, one call at a time.
 */
public final class SignallingClient implements AutoCloseable {
    private final Socket socket;

    private SignallingClient(Socket socket) {
        this.socket = socket;
    }

    /** Hears what the service says. Must not block; must not throw. */
    public interface Listener {
        void onFrame(ServerFrame frame);

        /** The connection ended after its welcome. */
        void onClosed(int code, String reason);
    }

    /**
     * How to connect.
     *
     * @param timeout from the call to the welcome
     * @param nanoClock a monotonic clock
     */
    public record Options(Duration timeout, Optional<String> origin, LongSupplier nanoClock) {
        public static Options within(Duration timeout) {
            return new Options(timeout, Optional.empty(), System::nanoTime);
        }

        Map<String, String> headers() {
            return origin.map(value -> Map.of("Origin", value)).orElse(Map.of());
        }
    }

    /** Starts to connect and returns at once; {@link #outcome()} tells what became of it. */
    public static SignallingClient connect(
            Endpoint endpoint, Endpoint.Presented presented, Options options, Listener listener) {
        Objects.requireNonNull(listener, "listener");
        Socket socket = new Socket(endpoint.connectUri(presented), options, listener);
        socket.outcome()
                .orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, error) -> {
                    if (error != null) {
                        socket.giveUp();
                    }
                });
        socket.connect();
        return new SignallingClient(socket);
    }

    /** Completes once, always normally, with what the attempt came to. */
    public CompletableFuture<ConnectOutcome> outcome() {
        return socket.outcome().exceptionally(timeout -> socket.timedOut());
    }

    /** Sends a frame; false if the connection is not open any more. */
    public boolean send(ClientFrame frame) {
        try {
            socket.send(FrameWriter.write(frame));
            return true;
        } catch (WebsocketNotConnectedException e) {
            return false;
        }
    }

    /** Closes with 1000 and waits for nothing. */
    @Override
    public void close() {
        socket.close(CloseCode.NORMAL.code(), "client requested close");
    }
}
