package dev.plimsoll.agents.stats;

import java.time.Duration;

/** Spreads samples over their period, so that a host does not pulse, however many peers there will be. Pure. */
public final class SamplePhase {
    /** Steps of the golden ratio fall into the largest gap so far (three-distance theorem). */
    private static final double GOLDEN = 0.6180339887498949;

    private SamplePhase() {}

    /** @param ordinal of the peer, from 0, over all hosts */
    public static Duration of(int ordinal, Duration period) {
        double turns = (ordinal * GOLDEN) % 1;
        return Duration.ofNanos((long) (turns * period.toNanos()));
    }
}
