package dev.plimsoll.sandbox.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition. */
final class Eventually {
    private static final Duration POLL = Duration.ofMillis(50);

    private Eventually() {}

    static boolean within(Duration patience, Callable<Boolean> condition) throws Exception {
        return every(POLL, patience, condition);
    }

    static boolean every(Duration poll, Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(poll.toNanos());
        }
        return true;
    }
}
