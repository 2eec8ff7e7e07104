package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.CpuWindow;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Publishes at an even rate, each connection in its turn, and times acks and deliveries from the intended time.
 *
 * @param channels over which the connections are spread evenly
 */
record TrafficCase(String id, String title, int connections, int channels, int publishesPerSecond) implements Case {
    /** 100 bytes of text in each publish, so that frames are as long as those of small real messages. */
    private static final String PADDING = "x".repeat(100);

    private static final Duration STRAGGLERS = Duration.ofSeconds(3);

    static TrafficCase fanOut() {
        return new TrafficCase(
                "fanout", "Fan-out: 6,100 connections, 100 channels, 1,000 publishes/s", 6_100, 100, 1_000);
    }

    static TrafficCase publish() {
        return new TrafficCase(
                "publish", "Publishing: 5,000 connections, 4 a channel, 5,000 publishes/s", 5_000, 1_250, 5_000);
    }

    @Override
    public List<Reading> round(SandboxProcess sandbox, Stopwatch times) throws InterruptedException {
        Tally tally = new Tally();
        try (Crowd crowd = new Crowd(sandbox, connections, n -> "bench/" + n % channels, tally)) {
            List<Client> clients = crowd.open();
            publish(crowd, clients, tally, times.warmUpSeconds());
            tally.begin();
            times.begin(Instant.now());
            CpuWindow window =
                    new CpuWindow(sandbox.pid(), ProcessHandle.current().pid());
            int published = publish(crowd, clients, tally, times.measuredSeconds());
            CpuWindow.Use cpu = window.end();
            times.end(Instant.now());
            Tally.Seen seen = stragglers(crowd, tally, published);
            crowd.check();
            return readings(published, cpu, seen);
        }
    }

    private int publish(Crowd crowd, List<Client> clients, Tally tally, double seconds) {
        int[] count = {0};
        new Pacer(publishesPerSecond).run(seconds, (index, intended) -> {
            count[0]++;
            crowd.onEventLoop(() -> {
                tally.sent(intended);
                clients.get(index % clients.size()).publish(PADDING, intended);
            });
        });
        return count[0];
    }

    private Tally.Seen stragglers(Crowd crowd, Tally tally, int published) throws InterruptedException {
        long deadline = System.nanoTime() + STRAGGLERS.toNanos();
        Tally.Seen seen = crowd.ask(tally::seen);
        while (System.nanoTime() < deadline && !isComplete(seen, published)) {
            TimeUnit.MILLISECONDS.sleep(50);
            seen = crowd.ask(tally::seen);
        }
        return seen;
    }

    private boolean isComplete(Tally.Seen seen, int published) {
        return seen.ack().getTotalCount() >= published && seen.delivery().getTotalCount() >= expected(published);
    }

    private long expected(long published) {
        return published * (connections / channels - 1L);
    }

    private List<Reading> readings(int published, CpuWindow.Use cpu, Tally.Seen seen) {
        long deliveries = seen.delivery().getTotalCount();
        double perSecond = deliveries / cpu.seconds();
        return List.of(
                new Reading("publishes", "1/s", published / cpu.seconds()),
                new Reading("deliveries", "1/s", perSecond),
                new Reading("acks missing", "", (double) published - seen.ack().getTotalCount()),
                new Reading("deliveries missing", "", (double) expected(published) - deliveries),
                new Reading("publish to ack, p50", "ms", Tally.Seen.millis(seen.ack(), 50)),
                new Reading("publish to ack, p99", "ms", Tally.Seen.millis(seen.ack(), 99)),
                new Reading("publish to ack, longest", "ms", Tally.Seen.millis(seen.ack(), 100)),
                new Reading("publish to delivery, p50", "ms", Tally.Seen.millis(seen.delivery(), 50)),
                new Reading("publish to delivery, p99", "ms", Tally.Seen.millis(seen.delivery(), 99)),
                new Reading("generator's schedule lag, p99", "ms", Tally.Seen.millis(seen.lag(), 99)),
                new Reading("sandbox CPU", "cores", cpu.sandbox()),
                new Reading("of which in the kernel", "cores", cpu.sandboxSystem()),
                new Reading("sandbox CPU a delivery", "µs", cpu.sandbox() * 1e6 / perSecond),
                new Reading("generator CPU", "cores", cpu.generator()),
                new Reading("everything else's CPU", "cores", cpu.others()));
    }
}
