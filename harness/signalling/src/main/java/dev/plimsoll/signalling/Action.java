package dev.plimsoll.signalling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a credential may permit (Metered docs, introduction/quickstart: the {@code permissions} claim). */
public enum Action {
    SUBSCRIBE,
    PUBLISH,
    PRESENCE,
    SEND;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> of(String wire) {
        return Arrays.stream(values())
                .filter(action -> action.wire().equals(wire))
                .findFirst();
    }
}
