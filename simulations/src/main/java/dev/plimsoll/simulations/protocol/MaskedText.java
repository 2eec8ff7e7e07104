package dev.plimsoll.simulations.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Text messages as clients send them: one masked frame each (RFC 6455, sections 5.2 and 5.3), in the buffer that goes to the
 * socket. By way of Netty's frame and its encoder it would be a frame object and a copy more.
 */
final class MaskedText {
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MOST_HEADER = 14;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private MaskedText() {}

    /** @param mask a new one for each frame */
    static ByteBuf frame(ByteBufAllocator allocator, String text, int mask) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = allocator.directBuffer(MOST_HEADER + payload.length).writeByte(TEXT);
        if (payload.length < SHORT_LENGTH) {
            frame.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xffff) {
            frame.writeByte(MASKED | SHORT_LENGTH).writeShort(payload.length);
        } else {
            frame.writeByte(MASKED | LONG_LENGTH).writeLong(payload.length);
        }
        mask(payload, mask);
        return frame.writeInt(mask).writeBytes(payload);
    }

    private static void mask(byte[] payload, int mask) {
        long twice = ((long) mask << Integer.SIZE) | Integer.toUnsignedLong(mask);
        int at = 0;
        for (; at <= payload.length - Long.BYTES; at += Long.BYTES) {
            EIGHT.set(payload, at, (long) EIGHT.get(payload, at) ^ twice);
        }
        for (int rest = mask; at < payload.length; at++) {
            rest = Integer.rotateLeft(rest, Byte.SIZE);
            payload[at] ^= (byte) rest;
        }
    }
}
