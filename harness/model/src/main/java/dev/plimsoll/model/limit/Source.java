package dev.plimsoll.model.limit;

import java.util.Objects;

/**
 * Where a limit is stated.
 *
 * @param document title of the document
 * @param section of it; empty where the whole document is meant
 */
public record Source(String document, String section, Provenance provenance) {
    public Source {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(section, "section");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** {@code Metered docs, limits-and-quotas: free plan (documented)}. */
    public String text() {
        return document + (section.isEmpty() ? "" : ": " + section) + " ("
                + provenance.label().replace('-', ' ') + ")";
    }
}
