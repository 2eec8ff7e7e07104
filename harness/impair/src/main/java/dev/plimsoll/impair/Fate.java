package dev.plimsoll.impair;

/** What becomes of a datagram. */
sealed interface Fate {
    /** @param dueNanos when it is handed on */
    record Sent(long dueNanos, boolean reordered) implements Fate {}

    record Dropped(Cause cause) implements Fate {}

    /** Why a datagram was dropped. */
    enum Cause {
        LOSS,
        BLACKHOLE,
        OVERFLOW
    }
}
