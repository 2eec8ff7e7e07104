package dev.plimsoll.simulations.engine;

import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator$Reason;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Hands the lines of Gatling's report over in batches. One by one, each may have to wake the thread that writes them, and
 * for the event loop that costs more than sending a message. Safe for use by several threads.
 */
final class BatchedStats implements StatsEngine {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final StatsEngine stats;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService batches =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plimsoll-report"));

    BatchedStats(StatsEngine stats) {
        this.stats = stats;
    }

    @Override
    public void start() {
        stats.start();
        batches.scheduleWithFixedDelay(this::handOver, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handOver() {
        for (Runnable line = waiting.poll(); line != null; line = waiting.poll()) {
            line.run();
        }
    }

    /** By then every virtual user has ended. The last batch goes first. */
    @Override
    public void stop(ActorRef<Controller.Command> replyTo, Controller$Command$StopLoadGenerator$Reason reason) {
        batches.execute(() -> {
            handOver();
            stats.stop(replyTo, reason);
        });
        batches.shutdown();
    }

    @Override
    public void logUserStart(String scenario) {
        waiting.add(() -> stats.logUserStart(scenario));
    }

    @Override
    public void logUserEnd(String scenario) {
        waiting.add(() -> stats.logUserEnd(scenario));
    }

    @Override
    public void logResponse(
            String scenario,
            List<String> groups,
            String name,
            long startMillis,
            long endMillis,
            Status status,
            Option<String> code,
            Option<String> message) {
        waiting.add(() -> stats.logResponse(scenario, groups, name, startMillis, endMillis, status, code, message));
    }

    @Override
    public void logGroupEnd(String scenario, GroupBlock group, long exitMillis) {
        waiting.add(() -> stats.logGroupEnd(scenario, group, exitMillis));
    }

    @Override
    public void logRequestCrash(String scenario, List<String> groups, String name, String error) {
        waiting.add(() -> stats.logRequestCrash(scenario, groups, name, error));
    }
}
