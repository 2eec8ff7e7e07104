package dev.plimsoll.limits.target;

import java.util.OptionalLong;

/** Tells what of a quota that others share is left. */
@FunctionalInterface
public interface QuotaGauge {
    /** Messages that the plan still has; empty if nobody tells. Blocks for a request at most. */
    OptionalLong messagesLeft() throws InterruptedException;

    static QuotaGauge unknown() {
        return OptionalLong::empty;
    }
}
