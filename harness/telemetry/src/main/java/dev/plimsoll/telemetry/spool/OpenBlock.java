package dev.plimsoll.telemetry.spool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A block on its way to the disk: one gzip member, compressed as lines come. What {@link #flush} gave out can be read back
 * even if nothing ever follows. For one thread.
 */
final class OpenBlock {
    private static final int TRAILER = 8;
    private static final int LEAST_ROOM = 4 * 1024;

    private final Deflater deflater;
    private final CRC32 plain = new CRC32();
    private final long first;
    private final long bornNanos;
    private byte[] bytes = new byte[16 * 1024];
    private int length = BlockHeader.SIZE;
    private int points;
    private int persisted;
    private BlockHeader.Kind kind = BlockHeader.Kind.OPEN;
    private boolean unflushed;

    /**
     * @param deflater without a wrapper of its own, and used by nothing else until this block is finished
     * @param first points of the segment before this block
     */
    OpenBlock(Deflater deflater, long first, long nowNanos) {
        this.deflater = deflater;
        this.first = first;
        this.bornNanos = nowNanos;
        deflater.reset();
        BlockHeader.write(bytes, kind, first, 0, 0);
    }

    /** The footer of a segment. */
    static OpenBlock footer(Deflater deflater, long pointsOfSegment, int blocks) {
        OpenBlock footer = new OpenBlock(deflater, pointsOfSegment, 0);
        footer.points = blocks;
        footer.end(BlockHeader.Kind.FOOTER);
        return footer;
    }

    void add(byte[] lines, int size, int count) {
        deflater.setInput(lines, 0, size);
        deflate(Deflater.NO_FLUSH);
        plain.update(lines, 0, size);
        points += count;
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            deflate(Deflater.SYNC_FLUSH);
            unflushed = false;
        }
    }

    void finish() {
        end(BlockHeader.Kind.WHOLE);
    }

    private void end(BlockHeader.Kind as) {
        deflater.finish();
        deflate(Deflater.NO_FLUSH);
        room(TRAILER);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(length)
                .putInt((int) plain.getValue())
                .putInt((int) deflater.getBytesRead());
        length += TRAILER;
        kind = as;
        BlockHeader.write(bytes, kind, first, points, length);
    }

    private void deflate(int flush) {
        int room;
        int written;
        do {
            room(LEAST_ROOM);
            room = bytes.length - length;
            written = deflater.deflate(bytes, length, room, flush);
            length += written;
        } while (written == room);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** The bytes that the disk does not have yet, to be read away as it takes them. */
    ByteBuffer unwritten() {
        return ByteBuffer.wrap(bytes, persisted, length - persisted);
    }

    /** The disk has taken bytes. */
    void written(int more) {
        persisted += more;
    }

    /** The header, as it is now. */
    ByteBuffer header() {
        return ByteBuffer.wrap(bytes, 0, BlockHeader.SIZE);
    }

    int persisted() {
        return persisted;
    }

    int length() {
        return length;
    }

    int points() {
        return points;
    }

    BlockHeader.Kind kind() {
        return kind;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - bornNanos;
    }
}
