package dev.plimsoll.sandbox.rest;

import dev.plimsoll.sandbox.fault.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** REST calls per source address in a sliding window; refused ones do not count. For one thread. */
final class RestWindow {
    private final Rules rules;
    private final Map<String, Deque<Instant>> calls = new HashMap<>();

    RestWindow(Rules rules) {
        this.rules = rules;
    }

    /** Counts a call. @return how long to wait if it is one too many */
    Optional<Duration> admit(String address, Instant now) {
        Duration window = rules.config().restWindow();
        Deque<Instant> recent = calls.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(window))) {
            recent.pollFirst();
        }
        if (recent.size() >= rules.config().restCallsPerIp()) {
            Instant again =
                    recent.isEmpty() ? now.plus(window) : recent.peekFirst().plus(window);
            return Optional.of(Duration.between(now, again));
        }
        recent.addLast(now);
        return Optional.empty();
    }
}
