package dev.plimsoll.model.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Phase;
import dev.plimsoll.model.search.KneeSearch.Step;
import java.util.List;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SearchResultTest {
    private static final SearchPlan PLAN =
            new SearchPlan("s", "digest", Dimension.CONNECTIONS, false, new Bounds(100, 1_000, 10, 0.05, 2));

    private static SearchResult begun() {
        return SearchResult.begun("s-search-1", "2026-11-21T03:12:22Z", PLAN);
    }

    private static SearchResult search(LongFunction<Outcome> target) {
        SearchResult search = begun();
        while (search.next() instanceof Step.Try attempt) {
            Outcome outcome = target.apply(attempt.value());
            search = search.with(trial(search, attempt, outcome), null);
        }
        return search;
    }

    private static SearchTrial trial(SearchResult search, Step.Try attempt, Outcome outcome) {
        int number = search.trials().size() + 1;
        String why = outcome == Outcome.HELD ? "" : "why of " + attempt.value();
        return new SearchTrial(number, attempt.phase(), attempt.value(), outcome, why, null, "", 1, null);
    }

    @Test
    void a_knee_is_told_with_how_often_it_held_and_what_gave_above_it() {
        SearchFinding found =
                search(value -> value <= 250 ? Outcome.HELD : Outcome.GAVE).finding();

        assertThat(found).isEqualTo(new SearchFinding(250L, 3, 262L, "why of 262", false));
        assertThat(found.exitCode()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void everything_that_held_to_the_end_passes() {
        SearchFinding found = search(value -> Outcome.HELD).finding();

        assertThat(found).isEqualTo(new SearchFinding(1_000L, 3, null, "", false));
        assertThat(found.exitCode()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void where_nothing_held_the_search_fails() {
        SearchFinding found = search(value -> Outcome.GAVE).finding();

        assertThat(found).isEqualTo(new SearchFinding(null, 0, 10L, "why of 10", false));
        assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void where_the_generator_ended_it_the_search_is_invalid_although_something_held() {
        SearchResult search = search(value -> value <= 250 ? Outcome.HELD : Outcome.INVALID);

        assertThat(search.finding().highest()).isEqualTo(250);
        assertThat(search.exitCode()).isEqualTo(ExitCode.INVALID.code());
    }

    @Property
    void a_search_resumed_at_any_point_makes_the_same_trials(@ForAll @LongRange(min = 5, max = 1_200) long knee) {
        SearchResult whole = search(value -> value <= knee ? Outcome.HELD : Outcome.GAVE);

        SearchResult resumed = begun();
        for (SearchTrial trial : whole.trials()) {
            assertThat(resumed.followsItself()).isTrue();
            assertThat(resumed.next()).isEqualTo(new Step.Try(trial.value(), trial.phase()));
            resumed = resumed.with(trial, null);
        }
        assertThat(resumed).isEqualTo(whole);
        assertThat(whole.followsItself()).isTrue();
    }

    @Test
    void trials_that_nobody_asked_for_are_noticed() {
        SearchResult whole = search(value -> value <= 250 ? Outcome.HELD : Outcome.GAVE);
        List<SearchTrial> without = whole.trials().subList(1, whole.trials().size());
        SearchTrial stray = new SearchTrial(1, Phase.DOUBLING, 101, Outcome.HELD, "", null, "", 1, null);

        assertThat(of(without, null).followsItself()).isFalse();
        assertThat(of(List.of(stray), null).followsItself()).isFalse();
        assertThat(of(whole.trials(), null).followsItself()).isFalse();
        assertThat(of(whole.trials().subList(0, 2), whole.finding()).followsItself())
                .isFalse();
    }

    private static SearchResult of(List<SearchTrial> trials, SearchFinding finding) {
        return new SearchResult("s", "", PLAN, null, finding, null, trials);
    }
}
