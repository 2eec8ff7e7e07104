package dev.plimsoll.agents.media;

/**
 * When marks of sound leave: on a grid of the monotonic clock that all processes of a machine share, so that a receiver
 * knows the time of each without being told. Codes go round, so that a mark is not taken for its neighbour. Pure.
 */
public final class MarkClock {
    public static final long PERIOD_NANOS = 1_000_000_000L;
    public static final int CODES = 4;
    /** A mark is found a little before or after its true begin. */
    private static final long TOLERANCE_NANOS = 20_000_000L;

    private MarkClock() {}

    /** The number of the last mark that began at this time or before. */
    static long numberAt(long nanos) {
        return Math.floorDiv(nanos, PERIOD_NANOS);
    }

    static int code(long number) {
        return (int) Math.floorMod(number, (long) CODES);
    }

    /** How long a mark took, in nanoseconds, from -20 ms up to 4 s; what takes longer is not told apart from less. */
    public static long delayNanos(int code, long arrivedNanos) {
        long latest = numberAt(arrivedNanos + TOLERANCE_NANOS);
        long number = latest - Math.floorMod(latest - code, (long) CODES);
        return arrivedNanos - number * PERIOD_NANOS;
    }
}
