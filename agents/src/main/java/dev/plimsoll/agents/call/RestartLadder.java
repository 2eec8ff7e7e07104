package dev.plimsoll.agents.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When ICE is restarted after a path failed: nine attempts, as {@code @metered-ca/realtime} 1.2.0 makes them, over 121 s,
 * and longer where answers are lost.
 */
final class RestartLadder {
    static final List<Duration> DELAYS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private int attempts;

    /** How long to wait before the next attempt; empty when all are spent. */
    Optional<Duration> next() {
        return attempts < DELAYS.size() ? Optional.of(DELAYS.get(attempts++)) : Optional.empty();
    }

    /** The path is up again: the next failure begins from the start. */
    void reset() {
        attempts = 0;
    }

    int attempts() {
        return attempts;
    }
}
