package dev.plimsoll.sandbox;

import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.sandbox.connect.ConnectGate;
import dev.plimsoll.sandbox.hub.Hub;
import dev.plimsoll.sandbox.turn.Coturn;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The local service, running in this process: signalling, and coturn beside it if the configuration wants it. */
public final class Sandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final SandboxServer server;
    private final Optional<Coturn> coturn;
    private final AppKeys keys;

    private Sandbox(Vertx vertx, SandboxServer server, Optional<Coturn> coturn, AppKeys keys) {
        this.vertx = vertx;
        this.server = server;
        this.coturn = coturn;
        this.keys = keys;
    }

    /** @throws PlimsollException NOT_READY if a port is taken or coturn does not start */
    public static Sandbox start(SandboxConfig config) {
        SecureRandom random = new SecureRandom();
        AppKeys keys = AppKeys.generate(random);
        Optional<Coturn> coturn = config.turn() ? Optional.of(Coturn.start(random)) : Optional.empty();
        SandboxServer server = new SandboxServer(
                config,
                new ConnectGate(config, keys, () -> UUID.randomUUID().toString()),
                new Hub(config, System::nanoTime),
                coturn.map(turn -> new IceInjection(turn.urls(), turn.secret())),
                InstantSource.system());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            await(vertx.deployVerticle(server).toCompletionStage().toCompletableFuture());
        } catch (ExecutionException e) {
            coturn.ifPresent(Coturn::close);
            vertx.close();
            throw notReady(config, e.getCause());
        }
        return new Sandbox(vertx, server, coturn, keys);
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.port());
    }

    public AppKeys keys() {
        return keys;
    }

    public Optional<Coturn> coturn() {
        return coturn;
    }

    /** What it counted since it started. */
    public SandboxCount counts() {
        try {
            SandboxServer.Counted counted = await(server.counts());
            return new SandboxCount(
                    counted.hub().accepted(),
                    counted.rejected(),
                    counted.hub().peakConnections(),
                    counted.hub().published(),
                    counted.hub().deliveries());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox cannot count", e.getCause());
        }
    }

    @Override
    public void close() {
        coturn.ifPresent(Coturn::close);
        try {
            await(vertx.close().toCompletionStage().toCompletableFuture());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox did not stop", e.getCause());
        }
    }

    private static <T> T await(Future<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException("no answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException("interrupted", e);
        }
    }

    private static PlimsollException notReady(SandboxConfig config, Throwable cause) {
        if (cause instanceof BindException) {
            return new PlimsollException(
                    ExitCode.NOT_READY,
                    "port " + config.port() + " on 127.0.0.1 is in use",
                    "set target.sandbox.port to another port, or to 0 for a free one",
                    cause);
        }
        return new PlimsollException(
                ExitCode.NOT_READY,
                "the sandbox did not start: " + cause.getMessage(),
                "see sandbox.log in the run's folder",
                cause);
    }
}
