package dev.plimsoll.limits.turn.stun;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes one message. Integrity and fingerprint come last, in this order. For one thread. */
public final class StunWriter {
    private static final int ALIGNMENT = 4;

    private final TransactionId id;
    private final int type;
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    public StunWriter(StunClass kind, StunMethod method, TransactionId id) {
        this.type = method.typeWith(kind);
        this.id = id;
    }

    public StunWriter text(StunAttribute attribute, String value) {
        return value(attribute, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A value of 32 bits. */
    public StunWriter number(StunAttribute attribute, int value) {
        return value(attribute, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    public StunWriter xored(StunAttribute attribute, InetSocketAddress address) {
        return value(attribute, StunAddress.xored(address, id));
    }

    /** @param value of 65,535 bytes at most, with all others */
    public StunWriter value(StunAttribute attribute, byte[] value) {
        int padding = -value.length & (ALIGNMENT - 1);
        byte[] encoded = ByteBuffer.allocate(Checksums.ATTRIBUTE_HEADER + value.length + padding)
                .putShort((short) attribute.type())
                .putShort((short) value.length)
                .put(value)
                .array();
        if (attributes.size() + encoded.length > StunMessage.MAX_LENGTH) {
            throw new IllegalArgumentException("the message is longer than 65,535 bytes");
        }
        attributes.writeBytes(encoded);
        return this;
    }

    public StunWriter integrity(IntegrityKey key) {
        byte[] message = bytes();
        return value(StunAttribute.MESSAGE_INTEGRITY, Checksums.integrity(key.bytes(), message, message.length));
    }

    public StunWriter fingerprint() {
        byte[] message = bytes();
        return number(StunAttribute.FINGERPRINT, Checksums.fingerprint(message, message.length));
    }

    public byte[] bytes() {
        ByteBuffer message = ByteBuffer.allocate(StunMessage.HEADER_BYTES + attributes.size())
                .putShort((short) type)
                .putShort((short) attributes.size())
                .putInt(StunMessage.MAGIC_COOKIE);
        id.write(message);
        return message.put(attributes.toByteArray()).array();
    }
}
