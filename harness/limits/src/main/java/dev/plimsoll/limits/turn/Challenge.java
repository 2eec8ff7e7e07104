package dev.plimsoll.limits.turn;

import java.util.Objects;

/** What a server wants a request to be signed with (RFC 8489 section 9.2.1). */
public record Challenge(String realm, String nonce) {
    public Challenge {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(nonce, "nonce");
    }

    public Challenge withNonce(String other) {
        return new Challenge(realm, other);
    }
}
