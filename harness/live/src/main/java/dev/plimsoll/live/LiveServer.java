package dev.plimsoll.live;

import dev.plimsoll.live.board.Sample;
import dev.plimsoll.live.server.Site;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.telemetry.point.Point;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Serves the live page while it is open. One event loop, {@code plimsoll-live}, owns everything behind the port; what a
 * run tells reaches it by a bounded queue.
 */
public final class LiveServer implements LiveFeed, AutoCloseable {
    private static final int QUEUE = 65_536;
    private static final long DRAIN_MILLIS = 200;
    private static final long SECOND_MILLIS = 1_000;
    private static final long PATIENCE_SECONDS = 5;
    private static final int IDLE_SECONDS = 90;
    /** For the last events to reach the browsers. */
    private static final long LAST_WORDS_MILLIS = 200;

    private final LiveSettings settings;
    private final Vertx vertx;
    private final Site site;
    private final BlockingQueue<Told> queue;
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private int port;

    private LiveServer(LiveSettings settings, Site site, int queueLength) {
        this.settings = settings;
        this.site = site;
        this.queue = new ArrayBlockingQueue<>(queueLength);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /** What the event loop is told. */
    private sealed interface Told {
        record OfPoint(Point point) implements Told {}

        record OfStage(String name, String state) implements Told {}

        record OfVerdict(Check check) implements Told {}
    }

    /**
     * Returns once the page can be seen.
     *
     * @param run the name under which this process's run is shown
     * @throws PlimsollException NOT_READY if the address or port cannot be had
     */
    public static LiveServer start(LiveSettings settings, String run, InstantSource clock) {
        return start(settings, run, clock, QUEUE);
    }

    static LiveServer start(LiveSettings settings, String run, InstantSource clock, int queueLength) {
        LiveServer server = new LiveServer(settings, new Site(run, settings.token(), clock), queueLength);
        try {
            server.listen();
        } catch (PlimsollException e) {
            server.vertx.close();
            throw e;
        }
        return server;
    }

    private void listen() {
        try {
            await(nameThread());
            port = bind(settings.port());
        } catch (ExecutionException e) {
            port = otherPort(e.getCause());
        }
        vertx.setPeriodic(DRAIN_MILLIS, timer -> drain());
        vertx.setPeriodic(SECOND_MILLIS, timer -> second());
    }

    private int otherPort(Throwable trouble) {
        if (settings.otherPort() && trouble instanceof BindException) {
            try {
                return bind(0);
            } catch (ExecutionException again) {
                throw notReady(again.getCause());
            }
        }
        throw notReady(trouble);
    }

    private int bind(int wanted) throws ExecutionException {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(wanted)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(false);
        return await(vertx.createHttpServer(options)
                        .requestHandler(site::handle)
                        .listen())
                .actualPort();
    }

    private PlimsollException notReady(Throwable cause) {
        return new PlimsollException(
                ExitCode.NOT_READY,
                "the live page cannot be served at " + settings.host() + ":" + settings.port() + ": "
                        + cause.getMessage(),
                "choose another with --live-port, or leave the page out with --no-live",
                cause);
    }

    /** Where the page is. */
    public URI url() {
        return URI.create("http://" + settings.host() + ":" + port + "/");
    }

    @Override
    public void point(Point point) {
        tell(new Told.OfPoint(point));
    }

    @Override
    public void stage(String name, String state) {
        tell(new Told.OfStage(name, state));
    }

    @Override
    public void verdict(Check check) {
        tell(new Told.OfVerdict(check));
    }

    private void tell(Told told) {
        if (!queue.offer(told)) {
            dropped.increment();
        }
    }

    /** What was told and found the queue full. */
    public long dropped() {
        return dropped.sum();
    }

    private void drain() {
        for (int left = queue.size(); left > 0; left--) {
            Told told = queue.poll();
            if (told instanceof Told.OfPoint of) {
                site.point(Sample.of(of.point()));
            } else if (told instanceof Told.OfStage of) {
                site.stage(of.name(), of.state());
            } else if (told instanceof Told.OfVerdict of) {
                site.verdict(of.check());
            }
        }
    }

    private void second() {
        drain();
        site.second(dropped.sum());
    }

    /** Shows the last of what was told, tells everybody that it was the last, and ends the event loop. Once. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            await(sayLastWords());
            await(vertx.close());
        } catch (ExecutionException e) {
            vertx.close();
        }
    }

    private Future<Void> nameThread() {
        Promise<Void> named = Promise.promise();
        vertx.runOnContext(now -> {
            Thread.currentThread().setName("plimsoll-live");
            named.complete();
        });
        return named.future();
    }

    private Future<Void> sayLastWords() {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(now -> {
            second();
            site.end();
            vertx.setTimer(LAST_WORDS_MILLIS, gone -> done.complete());
        });
        return done.future();
    }

    private static <T> T await(Future<T> future) throws ExecutionException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException("no answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException("interrupted", e);
        }
    }
}
