package dev.plimsoll.model.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Knee;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Phase;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.KneeSearch.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KneeSearchTest {
    private final List<Trial> trials = new ArrayList<>();

    private Knee search(Bounds bounds, LongFunction<Outcome> target) {
        Step step = KneeSearch.next(bounds, trials);
        while (step instanceof Step.Try attempt) {
            assertThat(attempt.value()).isBetween(1L, bounds.to());
            Outcome outcome = target.apply(attempt.value());
            trials.add(new Trial(attempt.value(), outcome, outcome == Outcome.HELD ? "" : "latency", true));
            assertThat(trials)
                    .as("trials, so that a search without end is a failure")
                    .hasSizeLessThan(10_000);
            step = KneeSearch.next(bounds, trials);
        }
        return ((Step.Done) step).knee();
    }

    @Property
    void it_finds_a_sharp_knee_to_its_precision(
            @ForAll @LongRange(min = 1, max = 1_000_000) long knee,
            @ForAll @LongRange(min = 1, max = 10_000) long from,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double precision,
            @ForAll @IntRange(max = 3) int confirmations) {
        trials.clear();
        Bounds bounds = new Bounds(from, 2_000_000, 1, precision, confirmations);

        Knee found = search(bounds, value -> value <= knee ? Outcome.HELD : Outcome.GAVE);

        long highest = found.highest().orElseThrow();
        assertThat(highest).isLessThanOrEqualTo(knee);
        assertThat(found.lowestThatGave().orElseThrow()).isGreaterThan(knee);
        assertThat(found.lowestThatGave().orElseThrow() - highest)
                .isLessThanOrEqualTo(Math.max(1, (long) (precision * highest)));
        assertThat(trials.stream().filter(trial -> trial.value() == highest).count())
                .isEqualTo(1L + confirmations);
        assertThat(found.why()).isEqualTo("latency");
    }

    @Test
    void it_doubles_until_something_gives_then_bisects_then_confirms() {
        Bounds bounds = new Bounds(100, 10_000, 1, 0.1, 1);
        List<Phase> phases = new ArrayList<>();
        Step step = KneeSearch.next(bounds, trials);
        while (step instanceof Step.Try attempt) {
            phases.add(attempt.phase());
            trials.add(new Trial(attempt.value(), attempt.value() <= 300 ? Outcome.HELD : Outcome.GAVE, "", true));
            step = KneeSearch.next(bounds, trials);
        }

        assertThat(phases)
                .containsExactly(
                        Phase.DOUBLING,
                        Phase.DOUBLING,
                        Phase.DOUBLING,
                        Phase.BISECTING,
                        Phase.BISECTING,
                        Phase.BISECTING,
                        Phase.CONFIRMING);
    }

    @Test
    void a_target_that_holds_to_the_end_has_no_knee_and_is_confirmed_there() {
        Knee found = search(new Bounds(100, 1_000, 1, 0.1, 2), value -> Outcome.HELD);

        assertThat(found.highest()).hasValue(1_000);
        assertThat(found.lowestThatGave()).isEmpty();
        assertThat(trials.stream().filter(trial -> trial.value() == 1_000)).hasSize(3);
    }

    @Test
    void a_target_that_never_holds_is_followed_down_to_one() {
        Knee found = search(new Bounds(100, 1_000, 1, 0.1, 2), value -> Outcome.GAVE);

        assertThat(found.highest()).isEmpty();
        assertThat(found.lowestThatGave()).hasValue(1);
    }

    @Test
    void nothing_below_the_least_value_is_tried() {
        Knee found = search(new Bounds(100, 1_000, 30, 0.1, 2), value -> Outcome.GAVE);

        assertThat(found.lowestThatGave()).hasValue(30);
        assertThat(trials).extracting(Trial::value).containsExactly(100L, 50L, 30L);
    }

    @Property
    void it_takes_no_more_trials_than_a_few_for_each_doubling(
            @ForAll @LongRange(min = 1, max = 1_000_000) long knee,
            @ForAll @LongRange(min = 1, max = 10_000) long from,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double precision) {
        trials.clear();
        search(new Bounds(from, 2_000_000, 1, precision, 1), value -> value <= knee ? Outcome.HELD : Outcome.GAVE);

        double apart = Math.abs(Math.log((double) knee / from) / Math.log(2));
        double bisections = Math.log(1 / precision) / Math.log(2) + 2;
        assertThat((double) trials.size()).isLessThanOrEqualTo(apart + 2 + bisections + 1);
    }

    /** How many trials that may take is the target's doing; that each failure brings the end nearer is the search's. */
    @Property
    void whatever_a_target_does_each_failure_is_lower_than_those_before_and_comes_or_ends_the_search_soon(
            @ForAll @LongRange(min = 1, max = 10_000) long from, @ForAll long seed) {
        trials.clear();
        Random random = new Random(seed);
        Outcome[] any = Outcome.values();
        Bounds bounds = new Bounds(from, 100_000, 1, 0.05, 3);

        Knee found = search(bounds, value -> any[random.nextInt(any.length)]);

        int doublingsOrBisections = 17;
        int mostThatHold = 2 * doublingsOrBisections + 1 + bounds.confirmations();
        long lowest = Long.MAX_VALUE;
        int sinceFailure = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            boolean isMadeAgain = trial.outcome() == Outcome.INVALID
                    && KneeSearch.next(bounds, trials.subList(0, i + 1))
                            .equals(new Step.Try(trial.value(), Phase.REPEATING));
            sinceFailure++;
            if (trial.outcome() != Outcome.HELD && !isMadeAgain) {
                assertThat(trial.value()).isLessThan(lowest);
                lowest = trial.value();
                sinceFailure = 0;
            }
            assertThat(sinceFailure).isLessThanOrEqualTo(2 * mostThatHold + 1);
        }
        found.highest().ifPresent(highest -> {
            assertThat(trials)
                    .filteredOn(trial -> trial.value() == highest && trial.outcome() == Outcome.HELD)
                    .hasSize(4);
            assertThat(trials).noneMatch(trial -> trial.value() == highest && trial.outcome() == Outcome.GAVE);
        });
    }

    @Test
    void a_knee_that_does_not_hold_again_is_looked_for_further_down() {
        int[] at = {0};
        Knee found = search(new Bounds(100, 1_600, 1, 0.05, 1), value -> {
            boolean lucky = value == 1_600 && at[0]++ == 0;
            return lucky || value <= 900 ? Outcome.HELD : Outcome.GAVE;
        });

        assertThat(found.highest().orElseThrow()).isBetween(850L, 900L);
    }

    @Test
    void where_the_generator_gives_way_the_search_says_so() {
        Knee found =
                search(new Bounds(100, 100_000, 1, 0.1, 0), value -> value <= 5_000 ? Outcome.HELD : Outcome.INVALID);

        assertThat(found.generatorGave()).isTrue();
        assertThat(found.highest().orElseThrow()).isBetween(4_500L, 5_000L);
    }

    @Test
    void a_moment_of_trouble_in_the_generator_is_tried_again_and_forgotten() {
        int[] at = {0};
        Knee found =
                search(new Bounds(100, 400, 1, 0.1, 0), value -> at[0]++ % 2 == 0 ? Outcome.INVALID : Outcome.HELD);

        assertThat(trials).extracting(Trial::value).containsExactly(100L, 100L, 200L, 200L, 400L, 400L);
        assertThat(found.highest()).hasValue(400);
        assertThat(found.generatorGave()).isFalse();
    }

    @Test
    void a_target_that_gave_when_it_was_tried_again_gave() {
        int[] at = {0};
        Knee found = search(
                new Bounds(100, 400, 1, 1, 0),
                value -> value == 100 ? Outcome.HELD : at[0]++ == 0 ? Outcome.INVALID : Outcome.GAVE);

        assertThat(found.lowestThatGave()).hasValue(200);
        assertThat(found.generatorGave()).isFalse();
    }

    @Test
    void what_would_only_come_out_the_same_is_not_tried_again() {
        Bounds bounds = new Bounds(100, 400, 1, 0.1, 0);
        Trial held = new Trial(100, Outcome.HELD, "", true);

        assertThat(KneeSearch.next(bounds, List.of(held, new Trial(200, Outcome.INVALID, "", false))))
                .isEqualTo(new Step.Try(150, Phase.BISECTING));
        assertThat(KneeSearch.next(bounds, List.of(held, new Trial(200, Outcome.INVALID, "", true))))
                .isEqualTo(new Step.Try(200, Phase.REPEATING));
    }

    @Test
    void a_search_that_was_interrupted_goes_on_where_it_was() {
        Bounds bounds = new Bounds(100, 100_000, 1, 0.1, 1);
        search(bounds, value -> value <= 777 ? Outcome.HELD : Outcome.GAVE);

        for (int done = 0; done < trials.size(); done++) {
            Step step = KneeSearch.next(bounds, trials.subList(0, done));
            assertThat(step)
                    .isInstanceOfSatisfying(
                            Step.Try.class, next -> assertThat(next.value()).isPositive());
            assertThat(((Step.Try) step).value()).isEqualTo(trials.get(done).value());
        }
    }
}
