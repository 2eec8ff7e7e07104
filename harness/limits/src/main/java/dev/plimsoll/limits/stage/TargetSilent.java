package dev.plimsoll.limits.stage;

import java.io.Serial;

/**
 * Ends a probe because the target, which answered before the run, answers nothing where an answer is owed: whatever the
 * limit says should come, did not.
 */
public final class TargetSilent extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what was asked and what came of it, without secrets: {@code GET /v1/usage: no answer} */
    public TargetSilent(String what) {
        super(what);
    }
}
