package dev.plimsoll.limits.turn.stun;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Why a request was refused.
 *
 * @param code 300 to 699
 * @param reason the server's words, fit for a terminal and shortened
 */
public record StunError(int code, String reason) {
    private static final int HEADER = 4;
    /** RFC 8489 section 14.8: fewer than 128 characters. */
    private static final int MAX_REASON = 127;

    static Optional<StunError> read(byte[] value) {
        if (value.length < HEADER) {
            return Optional.empty();
        }
        int hundreds = value[2] & 0x07;
        int rest = value[3] & 0xFF;
        if (hundreds < 3 || hundreds > 6 || rest > 99) {
            return Optional.empty();
        }
        String reason = new String(value, HEADER, value.length - HEADER, StandardCharsets.UTF_8)
                .replaceAll("\\p{C}", "")
                .strip();
        return Optional.of(
                new StunError(hundreds * 100 + rest, reason.substring(0, Math.min(reason.length(), MAX_REASON))));
    }
}
