package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Deflater;

/**
 * Blocks on their way into segments. What the disk refuses waits in memory and is tried again at the next
 * {@link #persist}, in order. For one thread, but {@link #frontier} and {@link #spooled} may be read by any.
 */
final class SegmentWriter implements AutoCloseable {
    private static final long FORCE_NANOS = 5_000_000_000L;

    private final Segments segments;
    private final Disk disk;
    private final SpoolSettings settings;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Deque<OpenBlock> waiting = new ArrayDeque<>();
    private Disk.Segment file;
    private long forcedNanos;
    private long segmentPoints;
    private int segmentBlocks;
    private OpenBlock open;
    private long waitingBytes;
    private volatile Position frontier;
    private final LongAdder spooled = new LongAdder();

    SegmentWriter(Segments segments, Disk disk, SpoolSettings settings) throws IOException {
        this.segments = segments;
        this.disk = disk;
        this.settings = settings;
        this.frontier = new Position(segments.last() + 1, 0);
        this.file = disk.create(segments.file(frontier.segment()));
    }

    /** Behind the last whole block; what lies before it does not change any more. */
    Position frontier() {
        return frontier;
    }

    /** Points of whole blocks that the disk has. */
    long spooled() {
        return spooled.sum();
    }

    /** Points that the disk does not have, or not in a whole block. */
    long unspooled() {
        return waiting.stream()
                .filter(block -> block.kind() != BlockHeader.Kind.FOOTER)
                .mapToLong(OpenBlock::points)
                .sum();
    }

    boolean isFull() {
        return waitingBytes >= settings.waitingBytes();
    }

    void add(byte[] lines, int length, int points, long nowNanos) {
        if (open == null) {
            open = new OpenBlock(deflater, segmentPoints, nowNanos);
            waiting.addLast(open);
        }
        open.add(lines, length, points);
    }

    /** Makes what was added readable at the next {@link #persist}. */
    void flush() {
        if (open != null) {
            open.flush();
        }
    }

    boolean isDue(long nowNanos) {
        return open != null
                && (open.points() >= settings.blockPoints()
                        || open.ageNanos(nowNanos) >= settings.blockAge().toNanos());
    }

    /** Ends the open block, if there is one. */
    void endBlock() {
        if (open != null) {
            open.finish();
            segmentPoints += open.points();
            segmentBlocks++;
            open = null;
        }
        waitingBytes = waiting.stream().mapToLong(OpenBlock::length).sum();
    }

    /** @throws IOException if the disk refuses bytes; they are kept */
    void persist(long nowNanos) throws IOException {
        while (!waiting.isEmpty()) {
            OpenBlock block = waiting.peekFirst();
            write(block);
            if (block.kind() == BlockHeader.Kind.OPEN) {
                return;
            }
            file.write(block.header(), frontier.offset());
            waiting.removeFirst();
            waitingBytes -= block.length();
            written(block, nowNanos);
        }
    }

    private void write(OpenBlock block) throws IOException {
        if (file == null) {
            file = disk.create(segments.file(frontier.segment()));
        }
        while (block.persisted() < block.length()) {
            block.written(file.write(block.unwritten(), frontier.offset() + block.persisted()));
        }
    }

    private void written(OpenBlock block, long nowNanos) throws IOException {
        if (block.kind() == BlockHeader.Kind.FOOTER) {
            frontier = frontier.nextSegment();
            closeFile();
            if (settings.diskBytes() > 0) {
                segments.shrink(settings.diskBytes() - settings.segmentBytes(), frontier.segment());
            }
            return;
        }
        frontier = frontier.plus(block.length());
        spooled.add(block.points());
        if (frontier.offset() >= settings.segmentBytes() && open == null && waiting.isEmpty()) {
            endSegment();
        }
        if (nowNanos - forcedNanos >= FORCE_NANOS) {
            forcedNanos = nowNanos;
            file.force();
        }
    }

    /** Nothing may wait; the footer is written by the next {@link #persist}. */
    private void endSegment() {
        waiting.addLast(OpenBlock.footer(deflater, segmentPoints, segmentBlocks));
        segmentPoints = 0;
        segmentBlocks = 0;
    }

    /** Writes what waits and the footer. */
    void end(long nowNanos) throws IOException {
        endBlock();
        persist(nowNanos);
        if (file != null) {
            endSegment();
            persist(nowNanos);
        }
    }

    private void closeFile() throws IOException {
        if (file != null) {
            Disk.Segment closing = file;
            file = null;
            try (closing) {
                closing.force();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeFile();
        } finally {
            deflater.end();
        }
    }
}
