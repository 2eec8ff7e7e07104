package dev.plimsoll.bench.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** WebSocket frames of a client (RFC 6455 section 5.2), the cheap way: the masking key is zero. */
final class WireFrame {
    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 125;
    private static final int LENGTH_16 = 126;

    private WireFrame() {}

    static ByteBuf text(ByteBufAllocator buffers, String text) {
        return frame(buffers, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuf frame(ByteBufAllocator buffers, int opcode, byte[] payload) {
        if (payload.length > 65_535) {
            throw new IllegalArgumentException("too long for this client: " + payload.length);
        }
        ByteBuf frame = buffers.buffer(payload.length + 8);
        frame.writeByte(FINAL | opcode);
        if (payload.length <= SHORT) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | LENGTH_16).writeShort(payload.length);
        }
        return frame.writeInt(0).writeBytes(payload);
    }

    /**
     * The last run of digits in a payload: the benchmark's frames all end with the number that tells them apart.
     *
     * @return -1 if there is none
     */
    static long lastNumber(ByteBuf in, int start, int length) {
        int end = start + length - 1;
        while (end >= start && !isDigit(in.getByte(end))) {
            end--;
        }
        long number = 0;
        long place = 1;
        int at = end;
        for (; at >= start && isDigit(in.getByte(at)); at--) {
            number += place * (in.getByte(at) - '0');
            place *= 10;
        }
        return at == end ? -1 : number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
