package dev.plimsoll.limits.turn.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A message as it was received (RFC 8489 section 5). Of an attribute that comes twice the first counts. Immutable. */
public final class StunMessage {
    public static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int MAX_LENGTH = 0xFFFF;

    private final StunClass kind;
    private final StunMethod method;
    private final TransactionId id;
    private final byte[] encoded;
    private final Map<Integer, Slice> attributes;

    private StunMessage(
            StunClass kind, StunMethod method, TransactionId id, byte[] encoded, Map<Integer, Slice> attributes) {
        this.kind = kind;
        this.method = method;
        this.id = id;
        this.encoded = encoded;
        this.attributes = attributes;
    }

    /** Where a value lies in the message. */
    private record Slice(int from, int length) {}

    /** Reads exactly one message; empty if it is none, is broken, or has a method that is not known here. */
    public static Optional<StunMessage> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES || bytes[0] >> 6 != 0) {
            return Optional.empty();
        }
        int type = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        if (in.getInt() != MAGIC_COOKIE || length != bytes.length - HEADER_BYTES) {
            return Optional.empty();
        }
        TransactionId id = TransactionId.read(in);
        StunClass kind = StunMethod.classOfType(type);
        return StunMethod.ofType(type)
                .flatMap(method ->
                        slices(in).map(attributes -> new StunMessage(kind, method, id, bytes.clone(), attributes)));
    }

    private static Optional<Map<Integer, Slice>> slices(ByteBuffer in) {
        Map<Integer, Slice> slices = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            if (in.remaining() < Checksums.ATTRIBUTE_HEADER) {
                return Optional.empty();
            }
            int type = Short.toUnsignedInt(in.getShort());
            int length = Short.toUnsignedInt(in.getShort());
            int padded = length + (-length & 3);
            if (padded > in.remaining()) {
                return Optional.empty();
            }
            slices.putIfAbsent(type, new Slice(in.position(), length));
            in.position(in.position() + padded);
        }
        return Optional.of(slices);
    }

    public StunClass kind() {
        return kind;
    }

    public StunMethod method() {
        return method;
    }

    public TransactionId id() {
        return id;
    }

    public Optional<byte[]> value(StunAttribute attribute) {
        return Optional.ofNullable(attributes.get(attribute.type()))
                .map(slice -> Arrays.copyOfRange(encoded, slice.from(), slice.from() + slice.length()));
    }

    public Optional<String> text(StunAttribute attribute) {
        return value(attribute).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** A value of 32 bits; empty if it is absent or of another length. */
    public OptionalInt number(StunAttribute attribute) {
        Optional<byte[]> value = value(attribute).filter(bytes -> bytes.length == Integer.BYTES);
        return value.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(value.get()).getInt());
    }

    public Optional<InetSocketAddress> xored(StunAttribute attribute) {
        return value(attribute).flatMap(value -> StunAddress.readXored(value, id));
    }

    /** An address that is not XORed, as ALTERNATE-SERVER holds it. */
    public Optional<InetSocketAddress> address(StunAttribute attribute) {
        return value(attribute).flatMap(StunAddress::read);
    }

    /** The code and reason of an error (RFC 8489 section 14.8). */
    public Optional<StunError> error() {
        return value(StunAttribute.ERROR_CODE).flatMap(StunError::read);
    }

    public boolean has(StunAttribute attribute) {
        return attributes.containsKey(attribute.type());
    }

    /** Whether the message was signed with this key; false if it was not signed. */
    public boolean isSignedWith(IntegrityKey key) {
        Slice slice = attributes.get(StunAttribute.MESSAGE_INTEGRITY.type());
        if (slice == null) {
            return false;
        }
        byte[] expected = Checksums.integrity(key.bytes(), encoded, slice.from() - Checksums.ATTRIBUTE_HEADER);
        return MessageDigest.isEqual(
                expected, value(StunAttribute.MESSAGE_INTEGRITY).orElseThrow());
    }

    /** Whether the message has a fingerprint and it is right. */
    public boolean hasItsFingerprint() {
        Slice slice = attributes.get(StunAttribute.FINGERPRINT.type());
        OptionalInt fingerprint = number(StunAttribute.FINGERPRINT);
        return fingerprint.isPresent()
                && fingerprint.getAsInt() == Checksums.fingerprint(encoded, slice.from() - Checksums.ATTRIBUTE_HEADER);
    }
}
