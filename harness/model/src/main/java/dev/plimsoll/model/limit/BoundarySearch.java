package dev.plimsoll.model.limit;

import dev.plimsoll.model.search.KneeSearch;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Knee;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Phase;
import dev.plimsoll.model.search.KneeSearch.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the last value that a service accepts, where nobody states it: doubles and bisects once, then looks again in
 * confirming rounds, each of which takes two trials if nothing has moved and searches on if it has. Immutable: the next
 * step follows from the trials so far.
 */
public final class BoundarySearch {
    private final Bounds bounds;
    private final int confirmations;
    private final List<List<Trial>> rounds;

    private BoundarySearch(Bounds bounds, int confirmations, List<List<Trial>> rounds) {
        this.bounds = bounds;
        this.confirmations = confirmations;
        this.rounds = rounds;
    }

    /**
     * @param from the first value that is tried
     * @param to which is never passed
     * @param confirmations how many rounds follow the first; 0 or more
     */
    public static BoundarySearch between(long from, long to, int confirmations) {
        // So precise that neighbours are told apart, however large they are.
        Bounds bounds = new Bounds(from, to, 1, Double.MIN_NORMAL, 0);
        return new BoundarySearch(bounds, confirmations, List.of(List.of()));
    }

    /** What to do now. */
    public sealed interface Step {
        record Try(long value, Phase phase, int round) implements Step {}

        /** @param finding empty if not even the lowest value was accepted, or a trial was INVALID */
        record Done(Optional<Finding> finding, String why) implements Step {}
    }

    /**
     * What was found.
     *
     * @param beyondBounds whether everything was accepted up to the end of the bounds, so that there may be no limit
     * @param why what gave way at the boundary first
     */
    public record Finding(Spread spread, boolean beyondBounds, String why) {}

    public Step next() {
        Optional<Trial> unusable = rounds.stream()
                .flatMap(List::stream)
                .filter(trial -> trial.outcome() == Outcome.INVALID)
                .findFirst();
        if (unusable.isPresent()) {
            return new Step.Done(Optional.empty(), unusable.get().why());
        }
        KneeSearch.Step step = inRound(rounds.size() - 1);
        if (step instanceof KneeSearch.Step.Try attempt) {
            return new Step.Try(attempt.value(), attempt.phase(), rounds.size());
        }
        return done();
    }

    /** The search after the trial that {@link #next} asked for. */
    public BoundarySearch with(Trial trial) {
        List<List<Trial>> grown = new ArrayList<>(rounds);
        List<Trial> current = new ArrayList<>(grown.get(grown.size() - 1));
        current.add(trial);
        grown.set(grown.size() - 1, List.copyOf(current));
        BoundarySearch after = new BoundarySearch(bounds, confirmations, List.copyOf(grown));
        boolean over = after.inRound(grown.size() - 1) instanceof KneeSearch.Step.Done;
        if (!over || grown.size() > confirmations || trial.outcome() == Outcome.INVALID) {
            return after;
        }
        grown.add(List.of());
        return new BoundarySearch(bounds, confirmations, List.copyOf(grown));
    }

    private KneeSearch.Step inRound(int round) {
        List<Trial> trials = rounds.get(round);
        if (round == 0) {
            return KneeSearch.next(bounds, trials);
        }
        Knee known = knee(round - 1);
        long held = known.highest().orElse(bounds.least());
        if (trials.isEmpty()) {
            return new KneeSearch.Step.Try(held, Phase.CONFIRMING);
        }
        boolean stillHeld = trials.get(0).outcome() == Outcome.HELD;
        if (trials.size() == 1 && stillHeld && known.lowestThatGave().isPresent()) {
            return new KneeSearch.Step.Try(known.lowestThatGave().getAsLong(), Phase.CONFIRMING);
        }
        return KneeSearch.next(bounds, trials);
    }

    private Knee knee(int round) {
        return ((KneeSearch.Step.Done) inRound(round)).knee();
    }

    private Step done() {
        List<Knee> knees = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            knees.add(knee(round));
        }
        Optional<Knee> nothing =
                knees.stream().filter(knee -> knee.highest().isEmpty()).findFirst();
        if (nothing.isPresent()) {
            return new Step.Done(Optional.empty(), nothing.get().why());
        }
        long lowest = knees.stream().mapToLong(BoundarySearch::highest).min().orElseThrow();
        long highest = knees.stream().mapToLong(BoundarySearch::highest).max().orElseThrow();
        boolean beyond = knees.stream().allMatch(knee -> knee.lowestThatGave().isEmpty());
        String why = knees.get(0).why();
        return new Step.Done(Optional.of(new Finding(new Spread(lowest, highest, knees.size()), beyond, why)), why);
    }

    private static long highest(Knee knee) {
        return knee.highest().orElseThrow();
    }
}
