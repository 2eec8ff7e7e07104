package dev.plimsoll.cli.watch;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.WatchSpec;

/** Carries out one round of a watch. */
public interface Rounds {
    /** What came of a round. */
    sealed interface Round {
        /** It went to its end; what it found is another matter. */
        record Over(RunResult result) implements Round {}

        /**
         * The target was not there.
         *
         * @param reason in a sentence
         */
        record Outage(String reason) implements Round {}

        /**
         * This machine could not carry it out, whatever the target does.
         *
         * @param trouble with its hint, for whoever does not go on after it
         */
        record Failed(PlimsollException trouble) implements Round {}

        /** It was interrupted; nothing is concluded from it. */
        record Interrupted() implements Round {}
    }

    /** Blocks until the round is over. */
    Round carryOut(Scenario scenario, WatchSpec watch) throws InterruptedException;

    /** Ends the round that is under way, from any thread. */
    void interrupt();
}
