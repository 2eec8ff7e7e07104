package dev.plimsoll.limits.turn.stun;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Relayed data under a channel number: four bytes of header in place of a STUN message (RFC 8656 section 12.4). */
public final class ChannelData {
    public static final int LOWEST = 0x4000;
    public static final int HIGHEST = 0x4FFF;
    static final int HEADER = 4;

    private ChannelData() {}

    /** @param padded true over a stream, where every message fills four bytes */
    public static byte[] encode(int channel, byte[] payload, boolean padded) {
        int padding = padded ? -payload.length & 3 : 0;
        return ByteBuffer.allocate(HEADER + payload.length + padding)
                .putShort((short) channel)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /** Whether this is a whole channel message: the first two bits are 01. */
    public static boolean is(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] >> 6 == 1 && bytes.length >= HEADER + length(bytes);
    }

    public static int channel(byte[] bytes) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
    }

    public static byte[] payload(byte[] bytes) {
        return Arrays.copyOfRange(bytes, HEADER, HEADER + length(bytes));
    }

    private static int length(byte[] bytes) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
    }
}
