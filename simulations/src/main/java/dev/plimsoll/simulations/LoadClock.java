package dev.plimsoll.simulations;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When the load began, by both clocks. It is set by the first virtual user, because Gatling starts users when it is
 * ready, not when it is asked.
 */
final class LoadClock {
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile long startNanos;
    private volatile long startMillis;

    /** Lets the load begin now, if it has not yet. @return whether this call began it */
    boolean start() {
        if (!started.compareAndSet(false, true)) {
            return false;
        }
        startMillis = System.currentTimeMillis();
        startNanos = System.nanoTime();
        return true;
    }

    long nanosAt(Duration offset) {
        return startNanos + offset.toNanos();
    }

    /** Gatling's time of an instant of the nano clock. */
    long millisOf(long nanos) {
        return startMillis + (nanos - startNanos) / 1_000_000;
    }
}
