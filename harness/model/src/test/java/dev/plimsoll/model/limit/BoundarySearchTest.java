package dev.plimsoll.model.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.limit.BoundarySearch.Step;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BoundarySearchTest {
    private final List<Long> tried = new ArrayList<>();

    @Property
    void a_limit_that_stands_still_is_found_exactly_from_wherever_the_search_begins(
            @ForAll @LongRange(min = 1, max = 5_000) long limit, @ForAll @LongRange(min = 1, max = 5_000) long from) {
        Step.Done done = new BoundarySearchTest().search(from, 10_000, 2, round -> limit);

        assertThat(done.finding())
                .hasValueSatisfying(found -> assertThat(found.spread()).isEqualTo(new Spread(limit, limit, 3)));
        assertThat(done.finding().orElseThrow().beyondBounds()).isFalse();
    }

    @Test
    void a_confirming_round_takes_two_trials_if_nothing_has_moved() {
        search(16, 1_000, 2, round -> 100);

        assertThat(tried.subList(tried.size() - 4, tried.size())).containsExactly(100L, 101L, 100L, 101L);
    }

    @Property
    void a_limit_that_moves_between_rounds_is_told_with_its_spread(
            @ForAll @LongRange(min = 1, max = 400) long first, @ForAll @LongRange(min = 1, max = 400) long second) {
        Step.Done done = new BoundarySearchTest().search(10, 1_000, 1, round -> round == 1 ? first : second);

        assertThat(done.finding().orElseThrow().spread())
                .isEqualTo(new Spread(Math.min(first, second), Math.max(first, second), 2));
    }

    @Test
    void a_service_without_a_limit_is_told_apart_from_one_with_a_limit() {
        Step.Done done = search(10, 300, 1, round -> Long.MAX_VALUE);

        assertThat(done.finding().orElseThrow().beyondBounds()).isTrue();
        assertThat(done.finding().orElseThrow().spread()).isEqualTo(new Spread(300, 300, 2));
    }

    @Test
    void a_service_that_accepts_nothing_has_no_finding() {
        assertThat(search(10, 300, 1, round -> 0).finding()).isEmpty();
    }

    @Test
    void a_trial_that_is_not_valid_ends_the_search_without_a_finding() {
        BoundarySearch search =
                BoundarySearch.between(10, 100, 2).with(new Trial(10, Outcome.INVALID, "the network broke", false));

        assertThat(search.next()).isEqualTo(new Step.Done(Optional.empty(), "the network broke"));
    }

    private Step.Done search(long from, long to, int confirmations, LongUnaryOperator limitInRound) {
        BoundarySearch search = BoundarySearch.between(from, to, confirmations);
        for (int steps = 0; steps < 500; steps++) {
            if (search.next() instanceof Step.Done done) {
                return done;
            }
            Step.Try attempt = (Step.Try) search.next();
            tried.add(attempt.value());
            boolean held = attempt.value() <= limitInRound.applyAsLong(attempt.round());
            search = search.with(
                    new Trial(attempt.value(), held ? Outcome.HELD : Outcome.GAVE, held ? "" : "refused", false));
        }
        throw new AssertionError("no end: " + tried);
    }
}
