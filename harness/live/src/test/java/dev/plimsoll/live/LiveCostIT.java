package dev.plimsoll.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What the page takes from the load: the CPU time of its thread, which is printed. The feed is that of 5,000 connections, whose
 * points are sums of a second, beside 100 calls, whose points are one a second and stream. The bound is far above what it takes
 * on a machine of its own, for a virtual one that others share may need ten times as long for the same work.
 */
class LiveCostIT {
    private static final int CALL_POINTS = 1_000;
    private static final int BROWSERS = 20;
    private static final int SECONDS = 20;
    private static final int WARM_UP_SECONDS = 10;
    private static final double MOST_PERCENT = 15;

    @Test
    void it_takes_little_of_a_core_with_nobody_or_twenty_browsers_looking_on() throws Exception {
        LiveSettings settings = new LiveSettings("127.0.0.1", 0, false, Optional.empty());
        ScheduledExecutorService feeder =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "feeder"));
        List<Reading> browsers = new ArrayList<>();
        try (LiveServer live = LiveServer.start(settings, "voyage", InstantSource.system())) {
            fillAnHour(live);
            feeder.scheduleAtFixedRate(() -> second(live, Instant.now().getEpochSecond()), 0, 1, TimeUnit.SECONDS);
            share(WARM_UP_SECONDS);
            double alone = share(SECONDS);
            for (int i = 0; i < BROWSERS; i++) {
                Reading browser = new Reading();
                browser.open(live.url().resolve("events"));
                browsers.add(browser);
            }
            for (Reading browser : browsers) {
                browser.await("event: update");
            }
            double watched = share(SECONDS);
            System.out.printf("live page: %.3f %% of a core alone, %.3f %% with 20 browsers%n", alone, watched);

            assertThat(alone).isLessThan(MOST_PERCENT);
            assertThat(watched).isLessThan(MOST_PERCENT);
            assertThat(live.dropped()).isZero();
        } finally {
            feeder.shutdownNow();
            for (Reading browser : browsers) {
                browser.close();
            }
        }
    }

    /** Percent of a core that the page's thread takes in the next seconds. */
    private static double share(int seconds) throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("plimsoll-live"))
                .findFirst()
                .orElseThrow()
                .getId();
        long cpu = threads.getThreadCpuTime(id);
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return 100.0 * (threads.getThreadCpuTime(id) - cpu) / (System.nanoTime() - start);
    }

    /** Fits into the queue. */
    private static void fillAnHour(LiveServer live) {
        long now = Instant.now().getEpochSecond();
        for (long second = now - 3_599; second < now; second++) {
            sums(live, second);
        }
    }

    private static void second(LiveServer live, long second) {
        sums(live, second);
        for (int i = 0; i < CALL_POINTS; i++) {
            live.point(Point.of(Measurement.WEBRTC_PAIR, second * 1_000_000_000L)
                    .tag("relay_protocol", i % 2 == 0 ? "udp" : "tls")
                    .field("rtt_ms", i % 100)
                    .build());
        }
    }

    private static void sums(LiveServer live, long second) {
        long nanos = second * 1_000_000_000L;
        for (String outcome : new String[] {"accepted", "4010", "429", "timeout-welcome"}) {
            live.point(Point.of(Measurement.WS_CONNECT, nanos)
                    .tag("source", "load")
                    .tag("outcome", outcome)
                    .field("count", second % 100)
                    .field("p50_ms", 12.5)
                    .field("p99_ms", 99.125)
                    .field("max_ms", 200)
                    .build());
        }
        live.point(Point.of(Measurement.WS_CONNECTIONS, nanos)
                .tag("source", "load")
                .field("open", 5_000)
                .build());
        live.point(Point.of(Measurement.WS_PUBLISH, nanos)
                .field("sent", 500)
                .field("ack_p50_ms", 1.25)
                .field("ack_p99_ms", 9.5)
                .field("lag_max_ms", 3)
                .build());
        live.point(Point.of(Measurement.WS_DELIVERY, nanos)
                .field("received", 50_000)
                .field("p50_ms", 2.125)
                .field("p99_ms", 20.5)
                .field("max_ms", 50)
                .build());
        live.point(Point.of(Measurement.MACHINE, nanos).field("cpu_idle", 50).build());
    }
}
