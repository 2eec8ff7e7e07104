package dev.plimsoll.model.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Finds the highest value for which everything holds: doubles until something gives, bisects, and confirms what it found.
 * Pure: the next step follows from the trials so far, so that a search that was interrupted goes on where it was.
 */
public final class KneeSearch {
    private KneeSearch() {}

    /**
     * What to look for.
     *
     * @param from the first value that is tried
     * @param to which is never passed
     * @param least down to which values are tried if the first did not hold
     * @param precision how far apart what holds and what does not may be at the end, as a share of what holds
     * @param confirmations how often the knee must hold again
     */
    public record Bounds(long from, long to, long least, double precision, int confirmations) {
        public Bounds {
            if (least < 1 || from < least || to < from || !(precision > 0) || confirmations < 0) {
                throw new IllegalArgumentException("from " + from + " to " + to + ", least " + least + ", precision "
                        + precision + ", confirmations " + confirmations);
            }
        }
    }

    /** What a trial came to. */
    public enum Outcome {
        HELD,
        GAVE,
        /** The generator was the bottleneck: nothing is known of the target, unless it can be tried again. */
        INVALID
    }

    /**
     * One trial.
     *
     * @param why what gave way first, for people; empty if it held
     * @param repeatable whether it might come out otherwise if it is made again
     */
    public record Trial(long value, Outcome outcome, String why, boolean repeatable) {
        public Trial {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(why, "why");
        }
    }

    /** What to do now. */
    public sealed interface Step {
        record Try(long value, Phase phase) implements Step {}

        record Done(Knee knee) implements Step {}
    }

    /** What a trial is for. */
    public enum Phase {
        DOUBLING,
        BISECTING,
        CONFIRMING,
        /** The trial before was INVALID, which may have been a moment's trouble. */
        REPEATING
    }

    /**
     * What was found.
     *
     * @param highest value that held, each time it was tried; empty if none did
     * @param lowestThatGave the next value that did not; empty if nothing gave way up to the end of the bounds
     * @param why what gave way there first
     * @param generatorGave whether the generator, not the target, ended the search
     */
    public record Knee(OptionalLong highest, OptionalLong lowestThatGave, String why, boolean generatorGave) {}

    /**
     * The step that follows from these trials, in the order in which they were made. A trial that was INVALID is made again
     * at once if it can be, and only if it is INVALID again it counts.
     */
    public static Step next(Bounds bounds, List<Trial> trials) {
        List<Trial> settled = new ArrayList<>();
        boolean awaitsAnother = false;
        for (Trial trial : trials) {
            awaitsAnother = !awaitsAnother && trial.outcome() == Outcome.INVALID && trial.repeatable();
            if (!awaitsAnother) {
                settled.add(trial);
            }
        }
        return awaitsAnother
                ? new Step.Try(trials.get(trials.size() - 1).value(), Phase.REPEATING)
                : afterSettled(bounds, settled);
    }

    private static Step afterSettled(Bounds bounds, List<Trial> trials) {
        OptionalLong gave = lowest(trials, trial -> trial.outcome() != Outcome.HELD);
        OptionalLong held = highestBelow(trials, gave);
        if (held.isEmpty()) {
            return fromNothing(bounds, trials, gave);
        }
        long knee = held.getAsLong();
        if (gave.isEmpty() && knee < bounds.to()) {
            return new Step.Try(Math.min(2 * knee, bounds.to()), Phase.DOUBLING);
        }
        if (gave.isPresent() && isTooFar(bounds, knee, gave.getAsLong())) {
            return new Step.Try(knee + (gave.getAsLong() - knee) / 2, Phase.BISECTING);
        }
        long times = trials.stream().filter(trial -> trial.value() == knee).count();
        return times <= bounds.confirmations() ? new Step.Try(knee, Phase.CONFIRMING) : done(trials, held, gave);
    }

    private static Step fromNothing(Bounds bounds, List<Trial> trials, OptionalLong gave) {
        if (gave.isEmpty()) {
            return new Step.Try(bounds.from(), Phase.DOUBLING);
        }
        long lowest = gave.getAsLong();
        return lowest <= bounds.least()
                ? done(trials, OptionalLong.empty(), gave)
                : new Step.Try(Math.max(lowest / 2, bounds.least()), Phase.BISECTING);
    }

    private static boolean isTooFar(Bounds bounds, long held, long gave) {
        return gave - held > 1 && gave - held > bounds.precision() * held;
    }

    private static OptionalLong lowest(List<Trial> trials, Predicate<Trial> wanted) {
        return trials.stream().filter(wanted).mapToLong(Trial::value).min();
    }

    private static OptionalLong highestBelow(List<Trial> trials, OptionalLong gave) {
        return trials.stream()
                .filter(trial -> trial.outcome() == Outcome.HELD)
                .mapToLong(Trial::value)
                .filter(value -> gave.isEmpty() || value < gave.getAsLong())
                .max();
    }

    private static Step done(List<Trial> trials, OptionalLong held, OptionalLong gave) {
        Optional<Trial> first = trials.stream()
                .filter(trial -> gave.isPresent() && trial.value() == gave.getAsLong())
                .filter(trial -> trial.outcome() != Outcome.HELD)
                .findFirst();
        return new Step.Done(new Knee(
                held,
                gave,
                first.map(Trial::why).orElse(""),
                first.map(trial -> trial.outcome() == Outcome.INVALID).orElse(false)));
    }
}
