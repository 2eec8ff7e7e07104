package dev.plimsoll.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.sandbox.turn.TurnKey;
import io.netty.channel.unix.Errors;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The local service, running in this process: signalling, REST, and coturn beside it if the configuration wants it. */
public final class Sandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final long FAREWELL_SECONDS = 3;
    /** As errno(3) has it on Linux, where alone there are sockets by epoll. */
    private static final int EADDRINUSE = 98;

    private static final int NO_LIMIT = 1_000_000;

    private final Vertx vertx;
    private final Assembly assembly;
    private final Supplier<io.vertx.core.Future<?>> end;

    /** @param end stops what listens */
    private Sandbox(Vertx vertx, Assembly assembly, Supplier<io.vertx.core.Future<?>> end) {
        this.vertx = vertx;
        this.assembly = assembly;
        this.end = end;
    }

    /** For loads that only warm up the JVMs of both sides: without TURN, on a free port. */
    public static Sandbox startWithoutLimits() {
        return start(withoutLimits());
    }

    private static SandboxConfig withoutLimits() {
        return SandboxConfigReader.read(JsonNodeFactory.instance
                .objectNode()
                .put("turn", false)
                .put("maxConcurrentConnections", NO_LIMIT)
                .put("connectsPerIp", NO_LIMIT)
                .put("maxMessages", NO_LIMIT));
    }

    /** @throws PlimsollException NOT_READY if a port is taken or coturn does not start */
    public static Sandbox start(SandboxConfig config) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1));
        try {
            Assembly assembly = Assembly.of(config, vertx);
            deploy(config, assembly, vertx);
            return new Sandbox(vertx, assembly, vertx::close);
        } catch (PlimsollException e) {
            vertx.close();
            throw e;
        }
    }

    /**
     * A second service {@linkplain #startWithoutLimits() without limits}, on the event loop of this one: what a rehearsal
     * there has compiled, this one uses. A loop of its own would end with it, and with it the compiled code that took for
     * granted that there is one loop. To be closed before this one.
     */
    public Sandbox openRehearsal() {
        SandboxConfig config = withoutLimits();
        Assembly rehearsed = Assembly.of(config, vertx);
        String deployment = deploy(config, rehearsed, vertx);
        return new Sandbox(vertx, rehearsed, () -> vertx.undeploy(deployment));
    }

    /** @return the deployment's id */
    private static String deploy(SandboxConfig config, Assembly assembly, Vertx vertx) {
        try {
            return await(
                    vertx.deployVerticle(assembly.server()).toCompletionStage().toCompletableFuture());
        } catch (ExecutionException e) {
            assembly.close();
            throw notReady(config, e.getCause());
        }
    }

    /** Signalling: {@code ws} and the authority. REST is on the same one. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + assembly.server().port());
    }

    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + assembly.server().port());
    }

    /** The first app's keys. */
    public AppKeys keys() {
        return assembly.tenants().first().keys();
    }

    /** Every app's keys by its name, in the configured order. */
    public Map<String, AppKeys> allKeys() {
        Map<String, AppKeys> keys = new LinkedHashMap<>();
        assembly.tenants().all().forEach(tenant -> keys.put(tenant.app().name(), tenant.keys()));
        return keys;
    }

    /** The bearer token of the endpoints under {@code /__emu}. */
    public Secret controlToken() {
        return assembly.controlToken();
    }

    /** The key of the TURN credential API; nothing where no TURN runs. */
    public Optional<TurnKey> turnKey() {
        return coturn().map(running -> assembly.turnKey());
    }

    /** How a client gets at the RealtimeKit part. */
    public KitAccess realtimeKit() {
        return assembly.kit();
    }

    public Optional<Coturn> coturn() {
        return assembly.coturn();
    }

    /** Connections that are open now. */
    public int open() {
        return onEventLoop(() -> assembly.service().open());
    }

    /** What it counted since it started. */
    public SandboxCount counts() {
        return onEventLoop(() -> assembly.service().counts());
    }

    /** How many events a fault has spoiled since the start; always 0 for one that is not {@link Fault#isCounted}. */
    public long struck(Fault fault) {
        return onEventLoop(() -> assembly.service().struck(fault));
    }

    private <T> T onEventLoop(java.util.concurrent.Callable<T> work) {
        try {
            return await(assembly.server().onEventLoop(work));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox does not answer", e.getCause());
        }
    }

    /**
     * Tells every client that the service goes away and closes it, as a service does that is shut down in good order.
     * Returns when nobody is connected any more, or a few seconds later.
     */
    public void goAway() throws InterruptedException {
        if (open() == 0) {
            return;
        }
        onEventLoop(() -> {
            assembly.service().goAway();
            return null;
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
        while (open() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        assembly.close();
        try {
            await(end.get().toCompletionStage().toCompletableFuture());
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

    private static boolean isTaken(Throwable cause) {
        return cause instanceof BindException
                || (cause instanceof Errors.NativeIoException refused && refused.expectedErr() == -EADDRINUSE);
    }

    private static PlimsollException notReady(SandboxConfig config, Throwable cause) {
        if (isTaken(cause)) {
            return new PlimsollException(
                    ExitCode.NOT_READY,
                    "port " + config.port() + " on 127.0.0.1 is in use",
                    "set the sandbox's port to another one, or to 0 for a free one",
                    cause);
        }
        return new PlimsollException(
                ExitCode.NOT_READY,
                "the sandbox did not start: " + cause.getMessage(),
                "see sandbox.log in the run's folder",
                cause);
    }
}
