package dev.plimsoll.limits.turn.measure;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A monotonic clock, and a way to let its time pass.
 *
 * @param pause returns when the time is over, or earlier by being interrupted
 */
public record Timing(LongSupplier nanoClock, Pause pause) {
    public Timing {
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(pause, "pause");
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    public static Timing system() {
        return new Timing(System::nanoTime, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** Time since {@link #now()} was asked. */
    Duration since(long begun) {
        return Duration.ofNanos(now() - begun);
    }

    long now() {
        return nanoClock.getAsLong();
    }

    /** Waits until this long after a moment; not at all if that is past. */
    void until(long begun, Duration after) throws InterruptedException {
        Duration left = after.minus(since(begun));
        if (!left.isNegative()) {
            pause.last(left);
        }
    }
}
