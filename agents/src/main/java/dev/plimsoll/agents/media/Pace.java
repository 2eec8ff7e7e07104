package dev.plimsoll.agents.media;

import java.util.OptionalLong;

/**
 * When the frames of a steady medium leave, whatever the machine manages. A frame that is late is sent all the same, as what
 * a sound card recorded meanwhile is; but a card keeps only so much, and what is later than that is lost instead of being
 * sent in one burst when the machine has time again. Pure. For one thread.
 */
public final class Pace {
    private final long periodNanos;
    private final long mostLateNanos;
    private long nextNanos;

    /**
     * @param mostLateNanos how late a frame may leave, a period or more; a frame that is late by less delays no other
     * @param startNanos when the first frame is to leave, on the monotonic clock
     */
    public Pace(long periodNanos, long mostLateNanos, long startNanos) {
        if (periodNanos <= 0 || mostLateNanos < periodNanos) {
            throw new IllegalArgumentException(
                    "a period of " + periodNanos + " ns, late by at most " + mostLateNanos + " ns");
        }
        this.periodNanos = periodNanos;
        this.mostLateNanos = mostLateNanos;
        this.nextNanos = startNanos;
    }

    /**
     * The next frame's turn; called once for each.
     *
     * @return when it was to leave, or nothing if it is too late for that and the frame is lost
     */
    public OptionalLong next(long nowNanos) {
        long intended = nextNanos;
        nextNanos += periodNanos;
        return nowNanos - intended > mostLateNanos ? OptionalLong.empty() : OptionalLong.of(intended);
    }
}
