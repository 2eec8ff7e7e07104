package dev.plimsoll.sandbox.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Connect attempts per source address in a sliding window; refused attempts count too. For one thread. */
final class ConnectWindow {
    private final int limit;
    private final Duration window;
    private final Map<String, Deque<Instant>> attempts = new HashMap<>();

    ConnectWindow(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Counts an attempt; false if it is one too many. */
    boolean admits(String address, Instant now) {
        Deque<Instant> recent = attempts.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(window))) {
            recent.pollFirst();
        }
        recent.addLast(now);
        if (recent.size() > limit + 1) {
            recent.pollFirst();
        }
        return recent.size() <= limit;
    }
}
