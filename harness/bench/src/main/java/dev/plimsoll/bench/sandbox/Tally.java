package dev.plimsoll.bench.sandbox;

import org.HdrHistogram.Histogram;

/** Counts and times what arrives of the publishes that were due after the warm-up. On the generator's event loop. */
final class Tally implements Crowd.Traffic {
    private static final int DIGITS = 3;

    private final Histogram ackNanos = new Histogram(DIGITS);
    private final Histogram deliveryNanos = new Histogram(DIGITS);
    private final Histogram lagNanos = new Histogram(DIGITS);
    private volatile long sinceNanos = Long.MAX_VALUE;

    /** Counts only what is due from now on. */
    void begin() {
        sinceNanos = System.nanoTime();
    }

    boolean counts(long intendedNanos) {
        return intendedNanos >= sinceNanos;
    }

    /** A publish is being written now. */
    void sent(long intendedNanos) {
        record(lagNanos, intendedNanos);
    }

    @Override
    public void acked(long intendedNanos) {
        record(ackNanos, intendedNanos);
    }

    @Override
    public void delivered(long intendedNanos) {
        record(deliveryNanos, intendedNanos);
    }

    private void record(Histogram histogram, long intendedNanos) {
        if (counts(intendedNanos)) {
            histogram.recordValue(Math.max(1, System.nanoTime() - intendedNanos));
        }
    }

    /** A moment's copy. */
    record Seen(Histogram ack, Histogram delivery, Histogram lag) {
        static double millis(Histogram nanos, double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    Seen seen() {
        return new Seen(ackNanos.copy(), deliveryNanos.copy(), lagNanos.copy());
    }
}
