package dev.plimsoll.limits.turn.stun;

import dev.plimsoll.model.Secret;
import java.nio.charset.StandardCharsets;

/**
 * The key that a message is signed with. Texts are taken as they are: names and passwords outside ASCII must have gone
 * through the OpaqueString profile (RFC 8265) before.
 */
public final class IntegrityKey {
    private final byte[] bytes;

    private IntegrityKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of a long-term credential, which is what TURN uses (RFC 8489 section 9.2.2). */
    public static IntegrityKey longTerm(String username, String realm, Secret password) {
        return new IntegrityKey(Checksums.longTermKey(username, realm, password));
    }

    /** Of a short-term credential (RFC 8489 section 9.1.1). */
    public static IntegrityKey shortTerm(Secret password) {
        return new IntegrityKey(password.reveal().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }
}
