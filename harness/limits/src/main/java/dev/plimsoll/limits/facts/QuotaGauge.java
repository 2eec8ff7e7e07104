package dev.plimsoll.limits.facts;

/** Tells what of a quota that others share is left. */
@FunctionalInterface
public interface QuotaGauge {
    /** Blocks for a request at most. */
    Reading messagesLeft() throws InterruptedException;

    /** What a look at a plan's messages came to. */
    sealed interface Reading {
        record Left(long messages) implements Reading {}

        /** Nobody tells: the target has no such call. */
        record Untold() implements Reading {}

        /** It is told somewhere, and could not be read; then nothing may be sent that counts. */
        record Unreadable(String why) implements Reading {}
    }

    static QuotaGauge unknown() {
        return Reading.Untold::new;
    }
}
