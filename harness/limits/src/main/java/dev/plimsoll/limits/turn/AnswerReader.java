package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunClass;
import dev.plimsoll.limits.turn.stun.StunError;
import dev.plimsoll.limits.turn.stun.StunMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells what the message that answered a request means. */
record AnswerReader(Optional<TurnLogin> login) {

    TurnAnswer read(StunMessage message, Duration elapsed) {
        if (message.has(StunAttribute.FINGERPRINT) && !message.hasItsFingerprint()) {
            return new TurnAnswer.Broken("the answer's FINGERPRINT is wrong", elapsed);
        }
        return message.kind() == StunClass.ERROR ? refused(message, elapsed) : granted(message, elapsed);
    }

    /** An answer to a signed request is signed with the same key (RFC 8489 section 9.2.4). */
    private TurnAnswer granted(StunMessage message, Duration elapsed) {
        if (login.isPresent() && !message.isSignedWith(login.get().key())) {
            return new TurnAnswer.Broken("the answer's MESSAGE-INTEGRITY is missing or wrong", elapsed);
        }
        return new TurnAnswer.Granted(
                message.xored(StunAttribute.XOR_RELAYED_ADDRESS),
                message.xored(StunAttribute.XOR_MAPPED_ADDRESS),
                lifetime(message),
                elapsed);
    }

    private static Optional<Duration> lifetime(StunMessage message) {
        OptionalInt seconds = message.number(StunAttribute.LIFETIME);
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Integer.toUnsignedLong(seconds.getAsInt())));
    }

    private TurnAnswer refused(StunMessage message, Duration elapsed) {
        Optional<StunError> error = message.error();
        if (error.isEmpty()) {
            return new TurnAnswer.Broken("an error answer without an error code", elapsed);
        }
        return new TurnAnswer.Refused(
                error.get().code(),
                error.get().reason(),
                challenge(message),
                message.address(StunAttribute.ALTERNATE_SERVER),
                elapsed);
    }

    private Optional<Challenge> challenge(StunMessage message) {
        Optional<String> realm = message.text(StunAttribute.REALM)
                .or(() -> login.map(used -> used.challenge().realm()));
        return message.text(StunAttribute.NONCE).flatMap(nonce -> realm.map(in -> new Challenge(in, nonce)));
    }
}
