package dev.plimsoll.model.search;

import java.util.Objects;

/**
 * What a search looks for; a search that is resumed has the same.
 *
 * @param scenarioDigest SHA-256 of the scenario's file
 * @param keepChannels see {@link Variation#of}
 */
public record SearchPlan(
        String scenario, String scenarioDigest, Dimension dimension, boolean keepChannels, KneeSearch.Bounds bounds) {
    public SearchPlan {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(scenarioDigest, "scenarioDigest");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(bounds, "bounds");
    }
}
