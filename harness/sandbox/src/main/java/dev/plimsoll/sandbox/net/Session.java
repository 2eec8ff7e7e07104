package dev.plimsoll.sandbox.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.connect.ConnectGate.Decision;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.sandbox.connect.Tenant;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.hub.Connection;
import dev.plimsoll.sandbox.turn.IceInjection;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One admitted connection from its welcome to its end, which is when the service closes it or TCP ends, whichever is
 * first. For the server's event loop.
 */
final class Session {
    private static final long NONE = -1;
    private static final int PONG_HEAD = 2;

    private final Vertx vertx;
    private final Rules rules;
    private final ServerWebSocket socket;
    private final VertxWire wire;
    private final Tenant tenant;
    private final Identity identity;
    private final Connection connection;
    private final Liveness liveness;
    private final long expiry;
    private boolean ended;

    private Session(
            Vertx vertx,
            Rules rules,
            ServerWebSocket socket,
            VertxWire wire,
            Decision.Admit admit,
            Optional<JsonNode> metadata,
            Instant now) {
        this.vertx = vertx;
        this.rules = rules;
        this.socket = socket;
        this.wire = wire;
        this.tenant = admit.tenant();
        this.identity = admit.identity();
        this.connection = tenant.hub().connect(identity, wire, metadata, now);
        this.liveness = new Liveness(vertx, socket, rules, wire);
        this.expiry = identity.expiresAt().map(at -> expireAt(at, now)).orElse(NONE);
    }

    static void begin(
            Vertx vertx,
            Rules rules,
            ServerWebSocket socket,
            VertxWire wire,
            Decision.Admit admit,
            IceInjection ice,
            Instant now) {
        Optional<JsonNode> metadata =
                ice.metadataFor(admit.identity(), admit.tenant().app().injectsIceServers());
        new Session(vertx, rules, socket, wire, admit, metadata, now).listen();
    }

    private void listen() {
        wire.whenClosing(this::end);
        socket.textMessageHandler(text -> tenant.hub().receive(connection, text));
        socket.binaryMessageHandler(bytes -> tenant.hub().receiveBinary(connection, bytes.length()));
        socket.frameHandler(frame -> {
            if (frame.isPing()) {
                wire.countPong(PONG_HEAD + frame.binaryData().length());
            }
        });
        socket.pongHandler(pong -> liveness.pong());
        socket.exceptionHandler(this::broken);
        socket.closeHandler(closed -> {
            wire.ended();
            end();
        });
    }

    private void end() {
        if (!ended) {
            ended = true;
            liveness.stop();
            vertx.cancelTimer(expiry);
            tenant.hub().disconnect(connection);
            tenant.plan().freePlace();
        }
    }

    private void broken(Throwable error) {
        if (error instanceof CorruptedWebSocketFrameException corrupt) {
            wire.close(corrupt.closeStatus());
        } else if (error instanceof TooLongFrameException) {
            wire.close(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        }
    }

    private long expireAt(Instant expiresAt, Instant now) {
        if (rules.has(Fault.EXPIRY_NOT_ENFORCED)) {
            return NONE;
        }
        long delay = Duration.between(now, expiresAt.minus(rules.expirySkew())).toMillis();
        return vertx.setTimer(Math.max(1, delay), timer -> wire.close(rules.expiryClose()));
    }
}
