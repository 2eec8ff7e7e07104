package dev.plimsoll.sandbox.net;

import dev.plimsoll.signalling.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The sandbox's network: one port, one event loop, on which everything behind it lives too. */
public final class SandboxServer extends VerticleBase {
    /** A frame that is a little too big must be seen to be answered with 1009; one far beyond is cut off by the codec. */
    static final int CODEC_FRAME_LIMIT = 1 << 20;

    private static final int BACKLOG = 4096;
    /** A token travels in the query string; one with all its metadata must be judged, not met with HTTP 414. */
    private static final int LONGEST_REQUEST_LINE = 1 << 16;

    private final int port;
    private final Door door;
    private final List<Consumer<Router>> parts;
    private final Supplier<Duration> handshakePatience;
    private Newcomers newcomers;
    private Router router;
    private HttpServer server;

    /**
     * @param handshakePatience how long a connection may take to send its first request
     * @param parts what answers plain HTTP, each adding its routes
     */
    public SandboxServer(int port, Door door, Supplier<Duration> handshakePatience, List<Consumer<Router>> parts) {
        this.port = port;
        this.door = door;
        this.handshakePatience = handshakePatience;
        this.parts = List.copyOf(parts);
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxWebSocketFrameSize(CODEC_FRAME_LIMIT)
                .setMaxWebSocketMessageSize(CODEC_FRAME_LIMIT)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        newcomers = new Newcomers(vertx);
        router = Router.router(vertx);
        parts.forEach(part -> part.accept(router));
        router.errorHandler(
                400, bad -> JsonReply.error(bad.response(), 400, "invalid_request", "the URL is not valid"));
        router.route().handler(unknown -> JsonReply.error(unknown.response(), 404, "not_found", "unknown endpoint"));
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> newcomers.await(connection, handshakePatience.get()))
                .requestHandler(this::request)
                .listen()
                .onSuccess(listening -> server = listening);
    }

    public int port() {
        return server.actualPort();
    }

    /** Runs something on the event loop. */
    public <T> CompletableFuture<T> onEventLoop(Callable<T> work) {
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
        newcomers.spoke(request.connection());
        if (!request.path().equals(Endpoint.PATH)) {
            router.handle(request);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            JsonReply.refuse(request.response(), 426, "invalid_request", "connect with a WebSocket");
        } else {
            door.knock(request);
        }
    }
}
