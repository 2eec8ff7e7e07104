package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.IntegrityKey;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.util.Objects;

/** A credential as it is used for one request: signed for a realm and a nonce. */
public record TurnLogin(TurnCredential credential, Challenge challenge) {
    public TurnLogin {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(challenge, "challenge");
    }

    IntegrityKey key() {
        return IntegrityKey.longTerm(credential.username(), challenge.realm(), credential.credential());
    }
}
