package dev.plimsoll.model.limit;

import java.util.Locale;

/** What a limit's value is counted in. */
public enum LimitUnit {
    CONNECTIONS,
    CONNECTS,
    CHANNELS,
    MESSAGES,
    MESSAGES_PER_SECOND,
    CALLS,
    CALLS_PER_SECOND,
    ALLOCATIONS,
    PARTICIPANTS,
    SESSIONS,
    KEYS,
    ENTRIES,
    BYTES,
    CHARACTERS,
    BITS_PER_SECOND,
    MILLISECONDS,
    SECONDS;

    /** As a pack writes it and people read it: {@code messages-per-second}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
