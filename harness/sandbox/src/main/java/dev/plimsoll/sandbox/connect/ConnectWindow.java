package dev.plimsoll.sandbox.connect;

import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Connect attempts per source address in a sliding window; refused attempts count too. For one thread. */
final class ConnectWindow {
    private final Rules rules;
    private final Map<String, Deque<Instant>> attempts = new HashMap<>();
    private final Set<String> refusedOnce = new HashSet<>();

    ConnectWindow(Rules rules) {
        this.rules = rules;
    }

    /** Counts an attempt; false if it is one too many. */
    boolean admits(String address, Instant now) {
        int limit = rules.connectsPerIp();
        Instant windowStart = now.minus(rules.config().connectWindow());
        Deque<Instant> recent = attempts.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(windowStart)) {
            recent.pollFirst();
        }
        recent.addLast(now);
        while (recent.size() > limit + 1) {
            recent.pollFirst();
        }
        boolean admitted = recent.size() <= limit;
        if (!admitted) {
            refusedOnce.add(address);
        }
        boolean forGood = rules.has(Fault.IP_LIMIT_NEVER_RECOVERS) && refusedOnce.contains(address);
        return admitted && !forGood;
    }
}
