package dev.plimsoll.impair;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts one direction of a route. Written by the proxy's thread, read by any. */
final class Tally {
    private final LongAdder passed = new LongAdder();
    private final LongAdder passedBytes = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder blackholed = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder reordered = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final LongAccumulator latest = new LongAccumulator(Math::max, 0);

    void held() {
        queued.increment();
    }

    void released(long lateNanos) {
        queued.decrement();
        latest.accumulate(lateNanos);
    }

    void handedOn(int bytes) {
        passed.increment();
        passedBytes.add(bytes);
    }

    void dropped(Fate.Cause cause) {
        switch (cause) {
            case LOSS -> lost.increment();
            case BLACKHOLE -> blackholed.increment();
            case OVERFLOW -> overflowed.increment();
        }
    }

    void reordered() {
        reordered.increment();
    }

    DirectionTotals totals() {
        return new DirectionTotals(
                passed.sum(),
                passedBytes.sum(),
                lost.sum(),
                blackholed.sum(),
                overflowed.sum(),
                reordered.sum(),
                queued.sum(),
                latest.getThenReset());
    }
}
