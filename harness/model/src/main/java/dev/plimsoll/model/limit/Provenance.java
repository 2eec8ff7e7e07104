package dev.plimsoll.model.limit;

import java.util.Locale;

/** How far a stated limit can be relied on. */
public enum Provenance {
    /** The provider's own documents state it. */
    DOCUMENTED,
    /** Somebody else reports it. */
    THIRD_PARTY,
    /** Nobody states it; it is what can be expected. */
    ASSUMED;

    /** As a pack writes it: {@code third-party}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
