package dev.plimsoll.limits.turn.stun;

import dev.plimsoll.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** MESSAGE-INTEGRITY, its key, and FINGERPRINT (RFC 8489 sections 9.2.2, 14.5 and 14.7). */
final class Checksums {
    static final int INTEGRITY_BYTES = 20;
    static final int FINGERPRINT_BYTES = 4;
    static final int ATTRIBUTE_HEADER = 4;
    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final String HMAC = "HmacSHA1";

    private Checksums() {}

    /** The long-term key: MD5 of {@code username:realm:password}. */
    static byte[] longTermKey(String username, String realm, Secret password) {
        String text = username + ":" + realm + ":" + password.reveal();
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** HMAC of a message up to the attribute, with a length field that counts the attribute in. */
    static byte[] integrity(byte[] key, byte[] message, int attributeAt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(upTo(attributeAt, message, INTEGRITY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /** CRC of a message up to the attribute, with a length field that counts the attribute in. */
    static int fingerprint(byte[] message, int attributeAt) {
        CRC32 crc = new CRC32();
        crc.update(upTo(attributeAt, message, FINGERPRINT_BYTES));
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private static byte[] upTo(int attributeAt, byte[] message, int valueBytes) {
        byte[] covered = Arrays.copyOf(message, attributeAt);
        int length = attributeAt - StunMessage.HEADER_BYTES + ATTRIBUTE_HEADER + valueBytes;
        ByteBuffer.wrap(covered).putShort(2, (short) length);
        return covered;
    }
}
