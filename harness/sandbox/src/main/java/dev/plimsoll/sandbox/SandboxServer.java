package dev.plimsoll.sandbox;

import dev.plimsoll.sandbox.config.SandboxConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.sandbox.connect.ConnectGate;
import dev.plimsoll.sandbox.connect.ConnectGate.Decision;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.sandbox.hub.Connection;
import dev.plimsoll.sandbox.hub.Hub;
import dev.plimsoll.sandbox.hub.HubCounts;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** The sandbox's network: one port, one event loop, on which the gate and the hub live too. */
public final class SandboxServer extends VerticleBase {
    /** A frame that is a little too big must be seen to be answered with 1009; one far beyond is cut off by the codec. */
    private static final int CODEC_FRAME_LIMIT = 1 << 20;

    private static final int BACKLOG = 4096;

    private final SandboxConfig config;
    private final ConnectGate gate;
    private final Hub hub;
    private final Optional<IceInjection> ice;
    private final InstantSource clock;
    private HttpServer server;
    private long rejected;

    SandboxServer(SandboxConfig config, ConnectGate gate, Hub hub, Optional<IceInjection> ice, InstantSource clock) {
        this.config = config;
        this.gate = gate;
        this.hub = hub;
        this.ice = ice;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(config.port())
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setMaxWebSocketFrameSize(CODEC_FRAME_LIMIT)
                .setMaxWebSocketMessageSize(CODEC_FRAME_LIMIT)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        return vertx.createHttpServer(options)
                .requestHandler(this::request)
                .listen()
                .onSuccess(listening -> server = listening);
    }

    int port() {
        return server.actualPort();
    }

    /** What was counted so far, read on the event loop. */
    CompletableFuture<Counted> counts() {
        return onEventLoop(() -> new Counted(hub.counts(), rejected));
    }

    record Counted(HubCounts hub, long rejected) {}

    private <T> CompletableFuture<T> onEventLoop(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(nothing -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void request(HttpServerRequest request) {
        if (!request.path().equals(Endpoint.PATH)) {
            refuse(request, 404, "not_found", "unknown endpoint");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, 426, "invalid_request", "connect with a WebSocket");
        } else {
            connect(request);
        }
    }

    private void connect(HttpServerRequest request) {
        ConnectGate.Attempt attempt = new ConnectGate.Attempt(
                request.remoteAddress().hostAddress(),
                Optional.ofNullable(request.getParam("token")),
                Optional.ofNullable(request.getParam("key")));
        Decision decision = gate.decide(attempt, hub.open(), clock.instant());
        if (decision instanceof Decision.RefuseOverHttp refusal) {
            rejected++;
            refuse(request, refusal.status(), refusal.error(), refusal.message());
            return;
        }
        request.toWebSocket().onSuccess(socket -> upgraded(socket, decision));
    }

    private void upgraded(ServerWebSocket socket, Decision decision) {
        VertxWire wire = new VertxWire(vertx, socket, config.ackToSnapshotGap());
        if (decision instanceof Decision.Close close) {
            rejected++;
            wire.close(close.code());
        } else if (hub.open() >= config.maxConcurrentConnections()) {
            // Upgrades are asynchronous: another connect may have taken the last place meanwhile.
            rejected++;
            wire.close(CloseCode.OVER_CONCURRENT_LIMIT);
        } else {
            admit(socket, wire, ((Decision.Admit) decision).identity());
        }
    }

    private void admit(ServerWebSocket socket, VertxWire wire, Identity identity) {
        Instant now = clock.instant();
        Optional<JsonNode> metadata =
                ice.map(injection -> injection.metadataFor(identity, now)).orElse(identity.metadata());
        Connection connection = hub.connect(identity, wire, metadata, now);
        Liveness liveness = new Liveness(vertx, socket, config);
        long expiry = identity.expiresAt().map(at -> expireAt(at, now, wire)).orElse(-1L);
        socket.textMessageHandler(text -> hub.receive(connection, text));
        socket.binaryMessageHandler(bytes -> wire.close(CloseCode.POLICY_VIOLATION));
        socket.pongHandler(pong -> liveness.pong());
        socket.exceptionHandler(error -> {});
        socket.closeHandler(closed -> {
            liveness.stop();
            vertx.cancelTimer(expiry);
            hub.disconnect(connection);
        });
    }

    private long expireAt(Instant expiresAt, Instant now, VertxWire wire) {
        long delay = java.time.Duration.between(now, expiresAt.minus(config.expirySkew()))
                .toMillis();
        return vertx.setTimer(Math.max(1, delay), timer -> wire.close(CloseCode.TOKEN_EXPIRED));
    }

    private static void refuse(HttpServerRequest request, int status, String error, String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("message", message)
                .toString();
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(body);
    }
}
