package dev.plimsoll.limits.stage;

import java.io.Serial;

/** Ends a probe before it takes what it may not: the budget, or a quota that others share, is used up. */
public final class ProbeStopped extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param why in a sentence */
    ProbeStopped(String why) {
        super(why);
    }
}
