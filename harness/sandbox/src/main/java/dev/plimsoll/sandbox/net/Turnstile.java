package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets a few connects in at a time, so that a storm of them cannot hold up the connections that are open. Who waits is
 * bounded by the process's file descriptors. For the server's event loop.
 */
final class Turnstile {
    private static final int AT_A_TIME = 16;
    private static final Duration BREATH = Duration.ofMillis(1);

    private final Timers timers;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int passed;

    Turnstile(Timers timers) {
        this.timers = timers;
    }

    /** Runs this now if few have come of late, else when its turn comes. */
    void enter(Runnable connect) {
        if (passed == AT_A_TIME) {
            waiting.add(connect);
            return;
        }
        if (passed == 0) {
            timers.after(BREATH, this::turn);
        }
        passed++;
        connect.run();
    }

    boolean isFull() {
        return passed == AT_A_TIME;
    }

    private void turn() {
        passed = 0;
        while (passed < AT_A_TIME && !waiting.isEmpty()) {
            enter(waiting.poll());
        }
    }
}
