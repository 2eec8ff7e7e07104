package dev.plimsoll.cli.search;

import dev.plimsoll.model.result.Environment;
import dev.plimsoll.model.search.Judgement;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.TrialFigures;
import java.io.IOException;
import java.util.Optional;

/** Carries out trials, one at a time. */
public interface Trials {
    /**
     * What a trial came to.
     *
     * @param runId null if the machine cannot carry the run, so that none was started; likewise figures and environment
     */
    record Tried(String runId, Judgement judgement, TrialFigures figures, Environment environment) {
        static Tried refused(String why) {
            return new Tried(null, new Judgement(Outcome.INVALID, "generator: " + why), null, null);
        }

        boolean ran() {
            return runId != null;
        }
    }

    /**
     * Blocks until the trial is over.
     *
     * @return empty if it was interrupted: then it says nothing
     * @throws dev.plimsoll.model.PlimsollException if the run could not be started, whatever the value
     */
    Optional<Tried> attempt(Step.Try attempt, int number) throws IOException, InterruptedException;

    /** Ends the trial that is under way, in order, and every later one at once. From any thread. */
    void interrupt();
}
