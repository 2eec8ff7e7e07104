package dev.plimsoll.agents.turn;

import java.time.Duration;
import java.util.Optional;

/** A credential was not given. Its message is masked. */
public final class MintRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;
    private final transient Optional<Duration> retryAfter;

    /** @param retryAfter how long the service asks to wait */
    MintRefused(String message, boolean worthAnotherTry, Optional<Duration> retryAfter) {
        super(message);
        this.worthAnotherTry = worthAnotherTry;
        this.retryAfter = retryAfter;
    }

    boolean isWorthAnotherTry() {
        return worthAnotherTry;
    }

    Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
