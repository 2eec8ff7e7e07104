package dev.plimsoll.telemetry.spool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands before the compressed lines of a block: a gzip header (RFC 1952) whose extra field "PL" tells the block's
 * kind, its place in the segment, its size and a checksum of all its bytes. docs/telemetry.md has the layout.
 *
 * @param first points of the segment before this block; in a footer, points of the segment
 * @param points points of the block; in a footer, blocks of the segment
 * @param length bytes of the block with its header; 0 while it is open
 * @param crc CRC-32C of the block without this number
 */
record BlockHeader(Kind kind, long first, int points, int length, int crc) {
    static final int SIZE = 40;
    private static final int LENGTH_OF_EXTRA = SIZE - 12;
    private static final byte VERSION = 1;
    private static final int CRC_AT = 36;
    private static final byte[] START = {
        0x1f,
        (byte) 0x8b,
        8,
        4,
        0,
        0,
        0,
        0,
        0,
        (byte) 255,
        LENGTH_OF_EXTRA,
        0,
        'P',
        'L',
        LENGTH_OF_EXTRA - 4,
        0,
        VERSION
    };

    /** What a block is. */
    enum Kind {
        /** Its end was not written yet. */
        OPEN(0),
        WHOLE(1),
        /** The empty last block of a closed segment. */
        FOOTER(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static Optional<Kind> of(byte code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }
    }

    /** Where lines begin that may be a header; -1 if there is none from an index on. */
    static int find(byte[] bytes, int from) {
        for (int at = from; at + SIZE <= bytes.length; at++) {
            if (bytes[at] == START[0] && read(bytes, at).isPresent()) {
                return at;
            }
        }
        return -1;
    }

    /** Empty if there is no header at that index. */
    static Optional<BlockHeader> read(byte[] bytes, int at) {
        if (at + SIZE > bytes.length) {
            return Optional.empty();
        }
        for (int i = 0; i < START.length; i++) {
            if (bytes[at + i] != START[i]) {
                return Optional.empty();
            }
        }
        ByteBuffer numbers = little(bytes, at + START.length + 3);
        return Kind.of(bytes[at + START.length])
                .map(kind ->
                        new BlockHeader(kind, numbers.getLong(), numbers.getInt(), numbers.getInt(), numbers.getInt()));
    }

    /** Writes a header to the first bytes of a block that is otherwise complete, or still open. */
    static void write(byte[] block, Kind kind, long first, int points, int length) {
        System.arraycopy(START, 0, block, 0, START.length);
        block[START.length] = kind.code;
        ByteBuffer numbers = little(block, START.length + 3);
        numbers.putLong(first).putInt(points).putInt(length);
        numbers.putInt(kind == Kind.OPEN ? 0 : checksum(block, length));
    }

    /** Whether a block is as it was written. */
    boolean matches(byte[] block) {
        return block.length == length && checksum(block, length) == crc;
    }

    private static int checksum(byte[] block, int length) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, CRC_AT);
        crc.update(block, SIZE, length - SIZE);
        return (int) crc.getValue();
    }

    private static ByteBuffer little(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(from);
    }
}
