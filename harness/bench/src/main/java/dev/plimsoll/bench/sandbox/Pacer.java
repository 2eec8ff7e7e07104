package dev.plimsoll.bench.sandbox;

import java.util.concurrent.locks.LockSupport;

/** An even schedule in real time. What it wanted is what latency is measured from, whatever the machine managed. */
final class Pacer {
    private final long startNanos = System.nanoTime();
    private final double gapNanos;

    Pacer(double perSecond) {
        this.gapNanos = 1e9 / perSecond;
    }

    /** Called with each number, from 0, and the time by {@link System#nanoTime()} at which it is due. */
    interface Step {
        void due(int index, long intendedNanos);
    }

    /** Runs for a number of seconds; the calls of a moment that was missed are made up for at once. */
    void run(double seconds, Step step) {
        int count = (int) Math.round(seconds * 1e9 / gapNanos);
        for (int i = 0; i < count; i++) {
            long intended = startNanos + (long) (i * gapNanos);
            for (long ahead = intended - System.nanoTime(); ahead > 0; ahead = intended - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
            step.due(i, intended);
        }
    }
}
