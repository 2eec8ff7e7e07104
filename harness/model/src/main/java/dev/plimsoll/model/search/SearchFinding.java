package dev.plimsoll.model.search;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.search.KneeSearch.Knee;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a search came to.
 *
 * @param highest value that held each time it was tried; null if none did
 * @param timesHeld how often it held
 * @param lowestThatGave the next value that did not hold; null if everything held up to the end of the bounds
 * @param why what gave way there first
 * @param generatorGave whether that trial was INVALID: nothing is known of the target beyond
 */
public record SearchFinding(Long highest, int timesHeld, Long lowestThatGave, String why, boolean generatorGave) {

    static SearchFinding of(Knee knee, List<SearchTrial> trials) {
        long times = trials.stream()
                .filter(trial -> trial.outcome() == Outcome.HELD)
                .filter(trial -> knee.highest().equals(OptionalLong.of(trial.value())))
                .count();
        return new SearchFinding(
                orNull(knee.highest()), (int) times, orNull(knee.lowestThatGave()), knee.why(), knee.generatorGave());
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    /** A knee that the target has passes; so does a target that held up to the end of the bounds. */
    public ExitCode exitCode() {
        if (generatorGave) {
            return ExitCode.INVALID;
        }
        return highest == null ? ExitCode.FAILED : ExitCode.PASSED;
    }
}
