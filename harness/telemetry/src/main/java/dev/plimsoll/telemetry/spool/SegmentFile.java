package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** One segment, as a reader sees it. */
final class SegmentFile implements AutoCloseable {
    private static final byte[] PLAIN_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private final int number;
    private final FileChannel file;

    SegmentFile(int number, Path path) throws IOException {
        this.number = number;
        this.file = FileChannel.open(path, StandardOpenOption.READ);
    }

    int number() {
        return number;
    }

    /** What lies at a position; empty if the segment ends there. */
    Optional<SpoolEntry> read(Position at) throws IOException {
        long left = file.size() - at.offset();
        byte[] start = bytes(at.offset(), Math.min(left, BlockHeader.SIZE));
        Optional<BlockHeader> header = BlockHeader.read(start, 0);
        if (left <= 0) {
            return Optional.empty();
        }
        if (header.isEmpty()) {
            return Optional.of(start.length < BlockHeader.SIZE ? torn(at, left) : resync(at, -1));
        }
        return header.get().kind() == BlockHeader.Kind.FOOTER
                ? footer(header.get(), at, left)
                : Optional.of(block(header.get(), at, left));
    }

    private Optional<SpoolEntry> footer(BlockHeader header, Position at, long left) throws IOException {
        boolean last = header.length() == left && header.matches(bytes(at.offset(), left));
        return last ? Optional.empty() : Optional.of(resync(at, -1));
    }

    private SpoolEntry block(BlockHeader header, Position at, long left) throws IOException {
        if (header.kind() == BlockHeader.Kind.OPEN) {
            return torn(at, left);
        }
        if (header.length() < BlockHeader.SIZE || header.length() > left) {
            return BlockHeader.find(bytes(at.offset(), left), 1) < 0 ? torn(at, left) : resync(at, -1);
        }
        byte[] block = bytes(at.offset(), header.length());
        return header.matches(block)
                ? new SpoolEntry.Block(at, at.plus(block.length), header.points(), plain(block))
                : resync(at, header.points());
    }

    private SpoolEntry torn(Position at, long left) throws IOException {
        byte[] rest = bytes(at.offset(), left);
        int next = BlockHeader.find(rest, 1);
        byte[] own = next < 0 ? rest : Arrays.copyOf(rest, next);
        return new SpoolEntry.Torn(at, next < 0 ? at.nextSegment() : at.plus(next), Salvage.lines(own));
    }

    /** Goes on at the next header that is believable. */
    private SpoolEntry resync(Position at, int points) throws IOException {
        byte[] rest = bytes(at.offset(), file.size() - at.offset());
        int next = BlockHeader.find(rest, 1);
        Position after = next < 0 ? at.nextSegment() : at.plus(next);
        String what = (next < 0 ? rest.length : next) + " bytes of segment " + number + " from " + at.offset()
                + " are not what was written";
        return new SpoolEntry.Damaged(at, after, points, what);
    }

    /** A block with a plain gzip header, as every server reads it. */
    private static byte[] plain(byte[] block) {
        byte[] gzip = new byte[PLAIN_HEADER.length + block.length - BlockHeader.SIZE];
        System.arraycopy(PLAIN_HEADER, 0, gzip, 0, PLAIN_HEADER.length);
        System.arraycopy(block, BlockHeader.SIZE, gzip, PLAIN_HEADER.length, block.length - BlockHeader.SIZE);
        return gzip;
    }

    private byte[] bytes(long from, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, length));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
            // More may come with the next read.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
