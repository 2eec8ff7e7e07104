package dev.plimsoll.telemetry.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, and how line protocol writes values into them. */
final class LineBuffer {
    /** Up to here, doubles are as exact as longs. */
    private static final double EXACT = 1L << 53;

    private static final long THOUSANDTHS = 1_000;
    private static final long MILLIONTHS = 1_000_000;

    private final byte[] digits = new byte[20];
    private byte[] bytes;
    private int length;

    LineBuffer(int room) {
        this.bytes = new byte[room];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void cut(int to) {
        length = to;
    }

    void one(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Commas, equals signs and spaces are escaped; a control character or a backslash has no escape, so neither stays. */
    void tagValue(String value) {
        room(2 * value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                raw(value.substring(i)
                        .replaceAll("[\\p{Cntrl}\\\\]", "_")
                        .replaceAll("[,= ]", "\\\\$0")
                        .getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (c == ',' || c == '=' || c == ' ') {
                bytes[length++] = '\\';
            }
            bytes[length++] = (byte) (c < ' ' || c == '\\' || c == 0x7f ? '_' : c);
        }
    }

    /** The shortest of whole, thousandths, millionths and Java's own notation that reads back as the same value. */
    void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            whole((long) value);
        } else if (!decimal(value, THOUSANDTHS) && !decimal(value, MILLIONTHS)) {
            raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private boolean decimal(double value, long parts) {
        double scaled = Math.rint(value * parts);
        if (Math.abs(scaled) >= EXACT || scaled / parts != value) {
            return false;
        }
        long all = Math.abs((long) scaled);
        if (value < 0) {
            one('-');
        }
        whole(all / parts);
        one('.');
        fraction(all % parts, parts);
        return true;
    }

    private void fraction(long fraction, long parts) {
        long rest = fraction;
        for (long unit = parts / 10; rest > 0; unit /= 10) {
            one((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    void whole(long value) {
        room(20);
        if (value < 0) {
            bytes[length++] = '-';
        }
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        System.arraycopy(digits, at, bytes, length, digits.length - at);
        length += digits.length - at;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
