package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.StunMethod;

/** One request and its answer, as evidence. Holds no credential. */
public record TurnExchange(StunMethod method, boolean signed, TurnAnswer answer) {
    @Override
    public String toString() {
        return method.label() + (signed ? " (signed) -> " : " -> ") + describe();
    }

    private String describe() {
        if (answer instanceof TurnAnswer.Granted granted) {
            return granted.code()
                    + granted.lifetime()
                            .map(time -> " for " + time.toSeconds() + " s")
                            .orElse("");
        }
        if (answer instanceof TurnAnswer.Refused refused) {
            return refused.code() + " " + refused.reason();
        }
        if (answer instanceof TurnAnswer.Broken broken) {
            return broken.code() + ": " + broken.why();
        }
        return answer.code() + " for " + answer.elapsed().toMillis() + " ms";
    }
}
