package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connections that all come at the same moment, while two that were there before go on talking. */
record StormCase(int connections) implements Case {
    private static final int PER_CHANNEL = 10;
    private static final int PUBLISHES_PER_SECOND = 50;
    private static final double SLICE_SECONDS = 0.2;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String PADDING = "x".repeat(100);

    @Override
    public String id() {
        return "storm";
    }

    @Override
    public String title() {
        return String.format("Storm: %,d connects at once, two others talking", connections);
    }

    @Override
    public List<Reading> round(SandboxProcess sandbox, Stopwatch times) throws InterruptedException {
        Tally tally = new Tally();
        try (Crowd calm = new Crowd(sandbox, 2, n -> "calm", tally);
                Crowd storm = new Crowd(sandbox, connections, n -> "storm/" + n / PER_CHANNEL, Crowd.Traffic.NONE)
                        .allAtOnce()) {
            List<Client> talkers = calm.open();
            AtomicBoolean over = new AtomicBoolean();
            talk(calm, talkers, tally, times.warmUpSeconds() / 2);
            tally.begin();
            times.begin(Instant.now());
            long startNanos = System.nanoTime();
            CompletableFuture<Double> seconds = CompletableFuture.supplyAsync(() -> {
                storm.openUnchecked();
                over.set(true);
                return (System.nanoTime() - startNanos) / 1e9;
            });
            while (!over.get() && System.nanoTime() - startNanos < LONGEST.toNanos()) {
                talk(calm, talkers, tally, SLICE_SECONDS);
            }
            times.end(Instant.now());
            double took = seconds.join();
            calm.check();
            storm.check();
            Tally.Seen seen = calm.ask(tally::seen);
            return List.of(
                    new Reading("connections open and subscribed", "", connections),
                    new Reading("until the last was", "s", took),
                    new Reading("connects", "1/s", connections / took),
                    new Reading("the others' publishes acked", "", seen.ack().getTotalCount()),
                    new Reading("their publish to ack, p50", "ms", Tally.Seen.millis(seen.ack(), 50)),
                    new Reading("their publish to ack, longest", "ms", Tally.Seen.millis(seen.ack(), 100)));
        }
    }

    private static void talk(Crowd crowd, List<Client> talkers, Tally tally, double seconds) {
        new Pacer(PUBLISHES_PER_SECOND)
                .run(
                        seconds,
                        (index, intended) -> crowd.onEventLoop(() -> {
                            tally.sent(intended);
                            talkers.get(index % talkers.size()).publish(PADDING, intended);
                        }));
    }
}
