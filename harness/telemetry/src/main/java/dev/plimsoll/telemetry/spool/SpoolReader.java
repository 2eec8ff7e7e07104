package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a spool from a position on, block by block, also while it is written. For one thread.
 */
public final class SpoolReader implements AutoCloseable {
    private final Segments segments;
    private final Supplier<Position> frontier;
    private Position position;
    private SegmentFile open;

    /**
     * @param frontier reading ends there; {@link Position#END} of a spool that nobody writes any more
     */
    public SpoolReader(Path folder, Position from, Supplier<Position> frontier) {
        this.segments = new Segments(folder);
        this.position = from;
        this.frontier = frontier;
    }

    /** Where the next entry is looked for. */
    public Position position() {
        return position;
    }

    /** The next entry; empty if there is none, or none yet. */
    public Optional<SpoolEntry> next() throws IOException {
        while (position.compareTo(frontier.get()) < 0 && toSegment()) {
            Optional<SpoolEntry> entry = open.read(position);
            if (entry.isPresent()) {
                position = entry.get().next();
                return entry;
            }
            position = position.nextSegment();
        }
        return Optional.empty();
    }

    /** Opens the segment of the position, or the next one that is there; false if there is none. */
    private boolean toSegment() throws IOException {
        if (open != null && open.number() == position.segment()) {
            return true;
        }
        close();
        Optional<Integer> number = segments.from(position.segment());
        if (number.isEmpty()) {
            return false;
        }
        if (number.get() != position.segment()) {
            position = new Position(number.get(), 0);
        }
        open = new SegmentFile(number.get(), segments.file(number.get()));
        return true;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
