package dev.plimsoll.model.plan;

/**
 * A deterministic share of a run: worker {@code index} of {@code count}. Shares of the same scenario never overlap, and
 * together they are the whole.
 */
public record Segment(int index, int count) {
    public static final Segment WHOLE = new Segment(0, 1);

    public Segment {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("segment " + index + " of " + count);
        }
    }

    boolean holds(int item) {
        return item % count == index;
    }
}
