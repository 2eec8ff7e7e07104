package dev.plimsoll.telemetry.latency;

import dev.plimsoll.model.result.Percentiles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * One kind of latency, in nanoseconds, for the whole run and for the second that passes. {@link #record} may be called
 * from any thread and never waits; everything else is for the one thread that ticks.
 */
public final class LatencyTrack {
    private static final int SIGNIFICANT_DIGITS = 3;
    /** What is longer is recorded as this. A recorder without a bound takes a lock for each count that is read of it. */
    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);

    private final Recorder recorder = new Recorder(LONGEST, SIGNIFICANT_DIGITS);
    private final LongAdder notPositive = new LongAdder();
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private Histogram interval;

    /**
     * A value of zero or below is impossible of an honest clock; it is counted apart and recorded as 1 ns.
     *
     * @param nanos up to an hour; what is longer is recorded as an hour
     */
    public void record(long nanos) {
        if (nanos <= 0) {
            notPositive.increment();
        }
        recorder.recordValue(Math.min(LONGEST, Math.max(1, nanos)));
    }

    /** What was recorded since the last call. The histogram is reused by the next call. */
    public Histogram endInterval() {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        return interval;
    }

    /** The whole run up to the last {@link #endInterval}; a copy, so that it can be merged with another's. */
    public Histogram total() {
        return total.copy();
    }

    public long notPositive() {
        return notPositive.sum();
    }

    public Percentiles percentiles() {
        return percentiles(total);
    }

    /** A histogram of nanoseconds as milliseconds. */
    public static Percentiles percentiles(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return Percentiles.NONE;
        }
        return new Percentiles(
                nanos.getTotalCount(),
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(95)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getMaxValue()));
    }

    /** Milliseconds with a resolution of one microsecond. */
    public static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
