package dev.plimsoll.simulations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When the load begins, by both clocks. It is set by the first virtual user, because Gatling starts users when it is
 * ready, not when it is asked; and lies ahead of that, because Gatling starts them near their time, not on it.
 */
final class LoadClock {
    /** Of one step of the injection, so that everybody is there when their time comes. */
    static final Duration LEAD = Duration.ofSeconds(1);

    private final AtomicBoolean started = new AtomicBoolean();
    private volatile long startNanos;
    private volatile long startMillis;

    /** Lets the load begin soon, if no one has yet. @return whether this call did */
    boolean start() {
        if (!started.compareAndSet(false, true)) {
            return false;
        }
        startMillis = System.currentTimeMillis() + LEAD.toMillis();
        startNanos = System.nanoTime() + LEAD.toNanos();
        return true;
    }

    /** Empty until that is known; may lie a little ahead. */
    Optional<Instant> began() {
        return startMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(startMillis));
    }

    long nanosAt(Duration offset) {
        return startNanos + offset.toNanos();
    }

    /** Gatling's time of an instant of the nano clock. */
    long millisOf(long nanos) {
        return startMillis + (nanos - startNanos) / 1_000_000;
    }
}
