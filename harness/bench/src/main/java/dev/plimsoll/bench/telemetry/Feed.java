package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.RunJvm;
import dev.plimsoll.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The benchmark's side of the process that feeds a pipeline. */
final class Feed implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    /** The rest is uploaded in this time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ChildJvm<FeedEvent, FeedOrder> process;
    private final BlockingQueue<FeedEvent> events = new LinkedBlockingQueue<>();
    private final Path log;

    private Feed(Path log) throws IOException {
        this.log = log;
        this.process =
                ChildJvm.start(new ChildJvm.Spec(FeedMain.class, RunJvm.OPTIONS, Map.of(), log), FeedEvent.class);
    }

    /**
     * Returns when points are handed over.
     *
     * @param log what the process prints
     */
    static Feed start(FeedOrder.Feed what, Path log) throws IOException, InterruptedException {
        Feed feed = new Feed(log);
        try {
            feed.process.control().listen("feed-events", feed.events::add, () -> {});
            feed.process.control().send(what);
            feed.await(FeedEvent.Feeding.class, START);
            return feed;
        } catch (IOException | InterruptedException | RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    void enter(Phase phase) throws IOException {
        process.control().send(new FeedOrder.Enter(phase));
    }

    FeedEvent.Fed end() throws IOException, InterruptedException {
        process.control().send(new FeedOrder.End());
        return await(FeedEvent.Fed.class, PATIENCE);
    }

    private <E extends FeedEvent> E await(Class<E> type, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        FeedEvent event = null;
        boolean alive = true;
        // What it said with its last breath is still heard.
        while (event == null && alive && System.nanoTime() - deadline < 0) {
            alive = process.isAlive();
            event = events.poll(1, TimeUnit.SECONDS);
        }
        if (!type.isInstance(event)) {
            throw new IllegalStateException("the process that feeds the pipeline failed:\n" + Files.readString(log));
        }
        return type.cast(event);
    }

    @Override
    public void close() {
        process.close();
    }
}
