package dev.plimsoll.agents.media;

import java.util.Arrays;

/** Delays of the marks of one stream in one interval. For one thread. */
public final class MediaDelay {
    /** More than a second of pictures at the highest rate. */
    private static final int MOST = 128;

    private final long[] delays = new long[MOST];
    private int count;
    private int kept;

    /**
     * What an interval came to.
     *
     * @param marks how many came through
     * @param p50Ms null if none came
     */
    public record Interval(int marks, Double p50Ms, Double maxMs) {}

    public void add(long delayNanos) {
        count++;
        if (kept < MOST) {
            delays[kept++] = delayNanos;
        }
    }

    /** Ends the interval. Beyond 128 marks the first ones stand for all. */
    public Interval take() {
        long[] sorted = Arrays.copyOf(delays, kept);
        Arrays.sort(sorted);
        Interval interval = kept == 0
                ? new Interval(0, null, null)
                : new Interval(count, sorted[kept / 2] / 1e6, sorted[kept - 1] / 1e6);
        count = 0;
        kept = 0;
        return interval;
    }
}
