package dev.plimsoll.telemetry.spool;

/**
 * A place in a spool, at the start of a block.
 *
 * @param segment the number of the segment, from 1
 * @param offset bytes from the segment's start
 */
public record Position(int segment, long offset) implements Comparable<Position> {
    public static final Position START = new Position(1, 0);

    /** Behind everything that a spool will ever hold. */
    public static final Position END = new Position(Integer.MAX_VALUE, 0);

    @Override
    public int compareTo(Position other) {
        int bySegment = Integer.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }

    Position plus(long bytes) {
        return new Position(segment, offset + bytes);
    }

    Position nextSegment() {
        return new Position(segment + 1, 0);
    }
}
