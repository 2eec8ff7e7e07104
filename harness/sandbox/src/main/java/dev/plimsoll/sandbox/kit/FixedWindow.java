package dev.plimsoll.sandbox.kit;

import java.time.Duration;
import java.time.Instant;

/** Counts calls from the first one on for a window's length, then anew from the next call on. For one thread. */
final class FixedWindow {
    private Instant startedAt = Instant.MIN;
    private int calls;

    /** Counts a call; how many there are now, with it. */
    int count(Duration length, Instant now) {
        if (left(length, now).isZero()) {
            startedAt = now;
            calls = 0;
        }
        return ++calls;
    }

    /** How long the window still lasts; zero if none is running. */
    Duration left(Duration length, Instant now) {
        if (startedAt.equals(Instant.MIN) || !startedAt.plus(length).isAfter(now)) {
            return Duration.ZERO;
        }
        return Duration.between(now, startedAt.plus(length));
    }
}
