package dev.plimsoll.cli.watch;

import java.time.Duration;

/** How long a target that is away is left alone: doubling, up to twelve times the first wait. Immutable. */
record Backoff(Duration first, int failures) {
    private static final int LONGEST = 12;

    static Backoff from(Duration first) {
        return new Backoff(first, 0);
    }

    Backoff failedAgain() {
        return new Backoff(first, failures + 1);
    }

    /** How long to wait after the failures so far; nothing after none. */
    Duration pause() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        return first.multipliedBy(Math.min(LONGEST, 1L << Math.min(failures - 1, 10)));
    }
}
