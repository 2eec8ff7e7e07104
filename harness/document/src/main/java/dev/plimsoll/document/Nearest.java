package dev.plimsoll.document;

import dev.plimsoll.model.verdict.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** What a person may have meant who wrote a name that is not known. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** {@code did you mean 'title'?}, or what is known if nothing is near. */
    public static String hint(String name, Collection<String> known) {
        String closest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                .orElse("");
        return !closest.isEmpty() && distance(closest, name) <= 1 + closest.length() / 3
                ? "did you mean '" + closest + "'?"
                : "known are " + String.join(", ", known);
    }

    /** A name that is much longer than any field resembles none; its distance would take long to say so. */
    private static int distance(String candidate, String name) {
        return name.length() > LONGEST ? Integer.MAX_VALUE : EditDistance.between(candidate, name);
    }
}
