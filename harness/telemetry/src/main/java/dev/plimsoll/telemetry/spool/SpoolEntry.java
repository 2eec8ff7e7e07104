package dev.plimsoll.telemetry.spool;

/** What a reader finds in a spool, in order. */
public sealed interface SpoolEntry {
    Position at();

    /** Where the reader goes on. */
    Position next();

    /** A block as it was written. */
    final class Block implements SpoolEntry {
        private final Position at;
        private final Position next;
        private final int points;
        private final byte[] gzip;

        Block(Position at, Position next, int points, byte[] gzip) {
            this.at = at;
            this.next = next;
            this.points = points;
            this.gzip = gzip;
        }

        @Override
        public Position at() {
            return at;
        }

        @Override
        public Position next() {
            return next;
        }

        /** Lines that it holds. */
        public int points() {
            return points;
        }

        /** Its lines as one gzip member without anything of the spool's own; not to be changed. */
        public byte[] gzip() {
            return gzip;
        }
    }

    /**
     * A block whose end was never written, because the process was killed: its lines up to the last whole one.
     *
     * @param lines each with a line feed behind it
     */
    record Torn(Position at, Position next, String lines) implements SpoolEntry {}

    /**
     * Bytes that are not what was written. None of them is trusted.
     *
     * @param points how many are missing; -1 if that cannot be told
     */
    record Damaged(Position at, Position next, long points, String what) implements SpoolEntry {}
}
