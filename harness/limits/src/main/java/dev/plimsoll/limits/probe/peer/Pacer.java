package dev.plimsoll.limits.probe.peer;

import dev.plimsoll.limits.stage.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Does something again and again, each time at the moment that a rate intends, however long the time before took. What comes
 * late is made up for, so that the rate holds on the whole; how late the latest came is told. For one thread.
 */
public final class Pacer {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoClock;
    private final Pause pause;

    /** @param nanoClock a monotonic clock */
    public Pacer(LongSupplier nanoClock, Pause pause) {
        this.nanoClock = nanoClock;
        this.pause = pause;
    }

    /** One of many things to do. */
    @FunctionalInterface
    public interface Task {
        /** @return false if that was the last one */
        boolean perform(int number) throws InterruptedException;
    }

    /**
     * What a paced series came to.
     *
     * @param done how many were performed, the one included that said it was the last
     * @param took from the intended time of the first to the end of the last
     * @param latest how long after its intended time the latest one began
     */
    public record Paced(int done, Duration took, Duration latest) {
        /** A second, over the time from the first to the last. */
        public double rate() {
            return done <= 1 ? 0 : (done - 1) * NANOS / Math.max(1, took.toNanos());
        }
    }

    /** @param perSecond how many a second are intended; infinite for at once */
    public Paced run(int count, double perSecond, Task task) throws InterruptedException {
        long start = nanoClock.getAsLong();
        long latest = 0;
        int done = 0;
        boolean goesOn = true;
        while (goesOn && done < count) {
            long due = start + Math.round(done * NANOS / perSecond);
            long early = due - nanoClock.getAsLong();
            if (early > 0) {
                pause.pause(Duration.ofNanos(early));
            }
            latest = Math.max(latest, nanoClock.getAsLong() - due);
            goesOn = task.perform(done);
            done++;
        }
        return new Paced(done, Duration.ofNanos(nanoClock.getAsLong() - start), Duration.ofNanos(latest));
    }
}
