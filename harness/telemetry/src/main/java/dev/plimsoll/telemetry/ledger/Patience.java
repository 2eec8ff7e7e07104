package dev.plimsoll.telemetry.ledger;

import java.time.Duration;

/**
 * How long the ledger waits.
 *
 * @param margin publishes that were sent or acknowledged in this time before a subscriber left may be on their way still,
 *     and are owed by nobody
 * @param late what is longer on its way is late
 */
public record Patience(Duration margin, Duration late) {
    public static final Patience USUAL = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(10));

    long marginNanos() {
        return margin.toNanos();
    }

    long lateNanos() {
        return late.toNanos();
    }

    boolean isLate(long nanos) {
        return nanos > late.toNanos();
    }

    /** What was sent longer ago is settled: by then, all that comes is late. */
    long untilSettled() {
        return 2 * late.toNanos();
    }

    /** How long a publisher that left is known, should something of its come still. */
    long untilForgotten() {
        return 6 * late.toNanos();
    }
}
