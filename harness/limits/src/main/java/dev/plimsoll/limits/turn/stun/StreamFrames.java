package dev.plimsoll.limits.turn.stun;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts a byte stream into STUN and channel messages, which both tell their length in bytes 2 and 3 (RFC 8656 section 12.5).
 * Holds one message of the greatest length, and no more. For one thread.
 */
public final class StreamFrames {
    private static final int LENGTH_KNOWN = 4;

    private final ByteBuffer pending = ByteBuffer.allocate(StunMessage.HEADER_BYTES + StunMessage.MAX_LENGTH + 1)
            .limit(0);

    /** How many bytes {@link #feed} would take now. */
    public int room() {
        return pending.capacity() - pending.remaining();
    }

    /** @param length no more than {@link #room()} */
    public void feed(byte[] bytes, int length) {
        pending.compact().put(bytes, 0, length).flip();
    }

    /**
     * The next whole message, or empty if more bytes are needed.
     *
     * @throws IOException if the stream holds something else
     */
    public Optional<byte[]> next() throws IOException {
        if (pending.remaining() < LENGTH_KNOWN) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(pending.getShort(pending.position() + 2));
        int whole = switch (pending.get(pending.position()) >> 6) {
            case 0 -> StunMessage.HEADER_BYTES + length;
            case 1 -> ChannelData.HEADER + length + (-length & 3);
            default -> throw new IOException("the server does not speak STUN on this connection");
        };
        if (pending.remaining() < whole) {
            return Optional.empty();
        }
        byte[] message = new byte[whole];
        pending.get(message);
        return Optional.of(message);
    }
}
