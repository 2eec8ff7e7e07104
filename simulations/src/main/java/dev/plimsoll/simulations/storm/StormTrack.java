package dev.plimsoll.simulations.storm;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The score of one storm. Safe for use by several threads, without locks. */
public final class StormTrack {
    private static final int DIGITS = 3;
    /** Attempts later than this count into the last second. */
    private static final int SECONDS = 3_600;

    private static final long UNSTARTED = Long.MIN_VALUE;
    /** What a clock and a scheduler may be early by. */
    private static final Duration TOLERANCE = Duration.ofMillis(5);

    private final Storm storm;
    private final AtomicLong startNanos = new AtomicLong(UNSTARTED);
    private final LongAdder taken = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder breaches = new LongAdder();
    private final AtomicLongArray attemptsBySecond = new AtomicLongArray(SECONDS);
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Histogram backNanos = new ConcurrentHistogram(DIGITS);

    public StormTrack(Storm storm) {
        this.storm = storm;
    }

    public Storm storm() {
        return storm;
    }

    /**
     * A connection is lost to the storm.
     *
     * @param nowNanos by {@link System#nanoTime()}; the first one starts the storm's clock
     */
    public Ride take(int closeCode, long nowNanos) {
        startNanos.compareAndSet(UNSTARTED, nowNanos);
        taken.increment();
        return new Ride(closeCode, nowNanos);
    }

    /** One connection's way back. For one thread. */
    public final class Ride {
        private int lastCode;
        private long lastNanos;
        private int attempt;

        private Ride(int closeCode, long nowNanos) {
            this.lastCode = closeCode;
            this.lastNanos = nowNanos;
        }

        /** An attempt to come back was decided. @return whether the connection is back */
        public boolean attempted(ConnectOutcome outcome, long nowNanos) {
            attempt++;
            long begun = nowNanos - outcome.elapsed().toNanos();
            attempts.increment();
            attemptsBySecond.incrementAndGet(second(begun));
            if (isTooSoon(begun)) {
                breaches.increment();
            }
            lastNanos = nowNanos;
            lastCode = outcome instanceof ConnectOutcome.RejectedByClose close ? close.closeCode() : 1006;
            if (outcome instanceof ConnectOutcome.Accepted) {
                backNanos.recordValue(Math.max(1, nowNanos - startNanos.get()));
                return true;
            }
            rejected.computeIfAbsent(outcome.code(), code -> new LongAdder()).increment();
            return false;
        }

        /** Sooner than the luckiest jitter of the vendor's SDK allows, or where it would not have come at all. */
        private boolean isTooSoon(long begun) {
            Optional<Duration> least = ReconnectPolicy.SDK.delay(attempt, lastCode, -1);
            return least.isEmpty()
                    || begun - lastNanos < least.get().minus(TOLERANCE).toNanos();
        }
    }

    private int second(long nanos) {
        return (int) Math.max(0, Math.min(SECONDS - 1L, (nanos - startNanos.get()) / 1_000_000_000L));
    }

    public StormResult result() {
        long peak = 0;
        for (int second = 0; second < SECONDS; second++) {
            peak = Math.max(peak, attemptsBySecond.get(second));
        }
        Map<String, Long> refusals = new TreeMap<>();
        rejected.forEach((code, count) -> refusals.put(code, count.sum()));
        return new StormResult(
                storm.at().toMillis() / 1e3,
                storm.cause().label(),
                taken.sum(),
                backNanos.getTotalCount(),
                millis(50),
                millis(90),
                millis(99),
                millis(100),
                attempts.sum(),
                peak,
                refusals,
                breaches.sum());
    }

    private Double millis(double percentile) {
        return backNanos.getTotalCount() == 0 ? null : LatencyTrack.millis(backNanos.getValueAtPercentile(percentile));
    }
}
