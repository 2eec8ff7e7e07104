package dev.plimsoll.agents.control;

/**
 * Frames of a medium since a host started.
 *
 * @param due to be sent to every call of the host
 * @param lost of these, those that the host was too slow to send
 */
public record MediaCount(long due, long lost) {
    public static final MediaCount NONE = new MediaCount(0, 0);

    public MediaCount plus(MediaCount other) {
        return new MediaCount(due + other.due, lost + other.lost);
    }

    /** 0 to 100; 0 where nothing was due. */
    public double lostPercent() {
        return due == 0 ? 0 : 100.0 * lost / due;
    }
}
