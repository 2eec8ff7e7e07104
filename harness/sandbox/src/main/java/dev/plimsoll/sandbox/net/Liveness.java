package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** Pings a connection and cuts it when the pong stays away. For the server's event loop. */
final class Liveness {
    private static final Buffer EMPTY = Buffer.buffer();
    private static final long NONE = -1;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Rules rules;
    private final VertxWire wire;
    private final long pinging;
    private long deadline = NONE;

    Liveness(Vertx vertx, ServerWebSocket socket, Rules rules, VertxWire wire) {
        this.vertx = vertx;
        this.socket = socket;
        this.rules = rules;
        this.wire = wire;
        this.pinging = vertx.setPeriodic(rules.config().pingInterval().toMillis(), timer -> ping());
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
        if (rules.has(Fault.SERVER_PINGS_MISSING) || wire.isFrozen()) {
            return;
        }
        socket.writePing(EMPTY);
        if (deadline == NONE) {
            deadline = vertx.setTimer(rules.config().pongGrace().toMillis(), timer -> wire.cut());
        }
    }
}
