package dev.plimsoll.sandbox.turn;

import dev.plimsoll.signalling.ice.TurnCredential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An encoded STUN message, read and rewritten in place of a server (RFC 8489 sections 5 and 14). Immutable. */
final class StunBytes {
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int LIFETIME = 0x000D;
    private static final int FINGERPRINT = 0x8028;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int HEADER_BYTES = 20;
    private static final int ATTRIBUTE_HEAD = 4;
    private static final int HMAC_BYTES = 20;

    private final byte[] bytes;

    private StunBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @return empty for anything but STUN: channel data, or noise */
    static Optional<StunBytes> of(byte[] packet) {
        boolean isStun = packet.length >= HEADER_BYTES
                && (packet[0] & 0xC0) == 0
                && ByteBuffer.wrap(packet).getInt(4) == MAGIC_COOKIE;
        return isStun ? Optional.of(new StunBytes(packet.clone())) : Optional.empty();
    }

    byte[] toArray() {
        return bytes.clone();
    }

    /** Method and class. */
    int type() {
        return ByteBuffer.wrap(bytes).getShort(0);
    }

    OptionalInt number(int attribute) {
        int at = find(attribute);
        return at < 0 || at + ATTRIBUTE_HEAD + Integer.BYTES > bytes.length
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(bytes).getInt(at + ATTRIBUTE_HEAD));
    }

    Optional<String> text(int attribute) {
        int at = find(attribute);
        return at < 0
                ? Optional.empty()
                : Optional.of(new String(bytes, at + ATTRIBUTE_HEAD, length(at), StandardCharsets.UTF_8));
    }

    /** With another number in an attribute that it has, and without what was signed. */
    StunBytes with(int attribute, int number) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(find(attribute) + ATTRIBUTE_HEAD, number);
        return new StunBytes(changed).unsigned();
    }

    /** Without MESSAGE-INTEGRITY and FINGERPRINT, which are the last attributes of every message that has them. */
    private StunBytes unsigned() {
        int signature = find(MESSAGE_INTEGRITY);
        int end = signature < 0 ? find(FINGERPRINT) : signature;
        return end < 0 ? this : sized(Arrays.copyOf(bytes, end), 0);
    }

    /** Signed for who has this credential (RFC 8489 section 9.2.2). */
    StunBytes signed(TurnCredential credential, String realm) {
        StunBytes toSign = sized(bytes, ATTRIBUTE_HEAD + HMAC_BYTES);
        byte[] signature = hmac(toSign.bytes, credential, realm);
        return new StunBytes(ByteBuffer.allocate(bytes.length + ATTRIBUTE_HEAD + HMAC_BYTES)
                .put(toSign.bytes)
                .putShort((short) MESSAGE_INTEGRITY)
                .putShort((short) HMAC_BYTES)
                .put(signature)
                .array());
    }

    private static StunBytes sized(byte[] message, int more) {
        byte[] sized = message.clone();
        ByteBuffer.wrap(sized).putShort(2, (short) (message.length - HEADER_BYTES + more));
        return new StunBytes(sized);
    }

    private static byte[] hmac(byte[] message, TurnCredential credential, String realm) {
        String secret = credential.username() + ":" + realm + ":"
                + credential.credential().reveal();
        try {
            byte[] key = MessageDigest.getInstance("MD5").digest(secret.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5 and HmacSHA1", e);
        }
    }

    /** Where an attribute begins; -1 if there is none. */
    private int find(int attribute) {
        int at = HEADER_BYTES;
        while (at + ATTRIBUTE_HEAD <= bytes.length && at + ATTRIBUTE_HEAD + length(at) <= bytes.length) {
            if ((ByteBuffer.wrap(bytes).getShort(at) & 0xFFFF) == attribute) {
                return at;
            }
            at += ATTRIBUTE_HEAD + ((length(at) + 3) & ~3);
        }
        return -1;
    }

    private int length(int at) {
        return ByteBuffer.wrap(bytes).getShort(at + 2) & 0xFFFF;
    }
}
