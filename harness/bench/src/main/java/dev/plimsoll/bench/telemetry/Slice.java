package dev.plimsoll.bench.telemetry;

import org.HdrHistogram.Histogram;

/**
 * What the producers saw in a stretch of time, in nanoseconds.
 *
 * @param took making a point and handing it over
 * @param lag how much later than planned a producer had its turn
 */
record Slice(Histogram took, Histogram lag) {
    static final long HIGHEST = 60_000_000_000L;
    static final int DIGITS = 3;

    static Slice empty() {
        return new Slice(new Histogram(1, HIGHEST, DIGITS), new Histogram(1, HIGHEST, DIGITS));
    }

    static long inRange(long nanos) {
        return Math.min(HIGHEST, Math.max(1, nanos));
    }

    void add(Slice other) {
        took.add(other.took);
        lag.add(other.lag);
    }

    double tookMicros(double percentile) {
        return took.getValueAtPercentile(percentile) / 1e3;
    }

    double lagMillis(double percentile) {
        return lag.getValueAtPercentile(percentile) / 1e6;
    }
}
