package dev.plimsoll.model;

import java.io.Serial;
import java.util.Objects;

/**
 * A trouble that a person can act on: what is wrong, what to do about it, and the exit code it leads to.
 *
 * <p>The message says what and where; the hint says what to do. Neither may hold a secret.
 */
public final class PlimsollException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final ExitCode exitCode;

    public PlimsollException(ExitCode exitCode, String message, String hint) {
        this(exitCode, message, hint, null);
    }

    public PlimsollException(ExitCode exitCode, String message, String hint, Throwable cause) {
        super(message, cause);
        this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    public String hint() {
        return hint;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
