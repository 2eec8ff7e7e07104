package dev.plimsoll.agents.media;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes a time into a picture and reads it again after a codec has been at it: 8 by 4 squares, dark or bright, of 24 bits
 * and a checksum of 8. The squares' side is a twentieth of the picture's width, so that they survive a picture that is
 * scaled down on its way. Pure.
 */
public final class FrameMark {
    static final int COLUMNS = 8;
    static final int ROWS = 4;
    static final int PAYLOAD_BITS = 24;
    /** Smallest picture with squares of 4 pixels. */
    static final int LEAST_WIDTH = 80;

    private static final int DARK = 40;
    private static final int BRIGHT = 215;
    private static final int LEAST_CONTRAST = 40;
    private static final int SQUARES_PER_WIDTH = 20;
    private static final int CRC8_POLYNOMIAL = 0x2f;
    private static final int CRC8_START = 0xff;
    private static final long UNIT_NANOS = 100_000L;
    /** No picture takes longer; together with the checksum it keeps damage from being read as a time. */
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private static final long EARLY_NANOS = 1_000_000L;

    private FrameMark() {}

    /** Whether a picture of this size has room for a mark. */
    public static boolean fits(int width, int height) {
        return width >= LEAST_WIDTH && height >= (ROWS + 2) * side(width);
    }

    private static double side(int width) {
        return (double) width / SQUARES_PER_WIDTH;
    }

    private static int edge(int square, double side) {
        return (int) Math.round(square * side);
    }

    /** @param nanos of the monotonic clock */
    public static void stampTime(Plane luma, long nanos) {
        stamp(luma, (int) (Math.floorDiv(nanos, UNIT_NANOS) & 0xff_ffff));
    }

    /** How long a picture with this luma took, or empty if it has no readable mark. */
    public static OptionalLong delayNanos(Plane luma, long arrivedNanos) {
        OptionalInt payload = read(luma);
        if (payload.isEmpty()) {
            return OptionalLong.empty();
        }
        long units = (Math.floorDiv(arrivedNanos + EARLY_NANOS, UNIT_NANOS) - payload.getAsInt()) & 0xff_ffff;
        long delay = units * UNIT_NANOS - EARLY_NANOS;
        return delay <= LONGEST_NANOS ? OptionalLong.of(delay) : OptionalLong.empty();
    }

    static void stamp(Plane luma, int payload) {
        double side = side(luma.width());
        int word = (payload << 8) | checksum(payload);
        for (int square = 0; square < COLUMNS * ROWS; square++) {
            int value = ((word >>> square) & 1) == 1 ? BRIGHT : DARK;
            int x = edge(1 + square % COLUMNS, side);
            int y = edge(1 + square / COLUMNS, side);
            luma.fill(x, y, edge(2 + square % COLUMNS, side) - x, edge(2 + square / COLUMNS, side) - y, value);
        }
    }

    static OptionalInt read(Plane luma) {
        int[] means = new int[COLUMNS * ROWS];
        int darkest = 255;
        int brightest = 0;
        for (int square = 0; square < means.length; square++) {
            means[square] = mean(luma, 1 + square % COLUMNS, 1 + square / COLUMNS);
            darkest = Math.min(darkest, means[square]);
            brightest = Math.max(brightest, means[square]);
        }
        if (brightest - darkest < LEAST_CONTRAST) {
            return OptionalInt.empty();
        }
        int word = 0;
        for (int square = 0; square < means.length; square++) {
            word |= 2 * means[square] > darkest + brightest ? 1 << square : 0;
        }
        int payload = word >>> 8;
        return checksum(payload) == (word & 0xff) ? OptionalInt.of(payload) : OptionalInt.empty();
    }

    /** Of the inner half of a square, where its neighbours do not shine in. */
    private static int mean(Plane luma, int column, int row) {
        double side = side(luma.width());
        int fromX = (int) Math.round((column + 0.25) * side);
        int toX = Math.max(fromX + 1, (int) Math.round((column + 0.75) * side));
        int fromY = (int) Math.round((row + 0.25) * side);
        int toY = Math.max(fromY + 1, (int) Math.round((row + 0.75) * side));
        int sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += luma.get(x, y);
            }
        }
        return sum / ((toX - fromX) * (toY - fromY));
    }

    private static int checksum(int payload) {
        int crc = CRC8_START;
        for (int shift = PAYLOAD_BITS - 8; shift >= 0; shift -= 8) {
            crc ^= (payload >>> shift) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ CRC8_POLYNOMIAL;
            }
            crc &= 0xff;
        }
        return crc;
    }
}
