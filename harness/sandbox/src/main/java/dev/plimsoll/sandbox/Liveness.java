package dev.plimsoll.sandbox;

import dev.plimsoll.sandbox.config.SandboxConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** Pings a connection and drops it when the pong stays away. For the server's event loop. */
final class Liveness {
    private static final Buffer EMPTY = Buffer.buffer();
    private static final long NONE = -1;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final SandboxConfig config;
    private final long pinging;
    private long deadline = NONE;

    Liveness(Vertx vertx, ServerWebSocket socket, SandboxConfig config) {
        this.vertx = vertx;
        this.socket = socket;
        this.config = config;
        this.pinging = vertx.setPeriodic(config.pingInterval().toMillis(), timer -> ping());
    }

    void pong() {
        vertx.cancelTimer(deadline);
        deadline = NONE;
    }

    void stop() {
        vertx.cancelTimer(pinging);
        pong();
    }

    private void ping() {
        socket.writePing(EMPTY);
        if (deadline == NONE) {
            deadline = vertx.setTimer(
                    config.pongGrace().toMillis(),
                    timer -> socket.shutdown(0, java.util.concurrent.TimeUnit.MILLISECONDS));
        }
    }
}
