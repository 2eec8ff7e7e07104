package dev.plimsoll.limits.probe.http;

import dev.plimsoll.model.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who calls an API: the key that it is used with, or one of those that must be refused. */
enum Bearer {
    KEY,
    /** Of a key with a name, the right name and another secret. */
    WRONG,
    /** Of a key with a name, the half that is no secret. */
    ID_ALONE,
    /** The key that clients show, which may not call. */
    PUBLISHABLE_KEY,
    NOBODY;

    private static final String NOT_THE_SECRET = "not-the-secret";

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Bearer::label).toList();
    }

    static Optional<Bearer> of(String label) {
        return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    /**
     * What is presented; empty if nothing is.
     *
     * @throws java.util.NoSuchElementException if the target has no publishable key
     */
    Optional<Secret> of(Api.Access access) {
        String[] halves = access.bearer().reveal().split(":", 2);
        return switch (this) {
            case KEY -> Optional.of(access.bearer());
            case WRONG -> Optional.of(new Secret((halves.length == 2 ? halves[0] + ":" : "") + NOT_THE_SECRET));
            case ID_ALONE -> Optional.of(new Secret(halves[0]));
            case PUBLISHABLE_KEY -> Optional.of(access.publishableKey().orElseThrow());
            case NOBODY -> Optional.empty();
        };
    }
}
