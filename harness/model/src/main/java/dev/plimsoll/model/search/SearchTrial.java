package dev.plimsoll.model.search;

import java.util.Objects;

/**
 * One run of a search.
 *
 * @param number from 1
 * @param why what gave way first, for people; empty if it held
 * @param runId the run's id, which is the name of its folder; null if the machine could not carry the run, so that none
 *     was started
 * @param startedAt ISO-8601 instant
 * @param figures null if there was no run
 */
public record SearchTrial(
        int number,
        KneeSearch.Phase phase,
        long value,
        KneeSearch.Outcome outcome,
        String why,
        String runId,
        String startedAt,
        long durationMs,
        TrialFigures figures) {
    public SearchTrial {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    KneeSearch.Trial trial() {
        return new KneeSearch.Trial(value, outcome, why, runId != null);
    }
}
