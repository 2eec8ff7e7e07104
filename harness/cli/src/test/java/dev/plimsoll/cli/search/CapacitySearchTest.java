package dev.plimsoll.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.search.Dimension;
import dev.plimsoll.model.search.Judgement;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacitySearchTest {
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final Duration OF_A_TRIAL = Duration.ofSeconds(40);
    private static final SearchResult BEGUN = SearchResult.begun(
            "s-search-1",
            START.toString(),
            new SearchPlan("s", "d", Dimension.CONNECTIONS, false, new Bounds(100, 1_000, 10, 0.05, 2)));

    /** What happened, in order. */
    private final List<String> log = new ArrayList<>();

    private final List<SearchResult> kept = new ArrayList<>();
    private Instant now = START;
    private CapacitySearch search;

    /** A target with a knee, on a machine with another; each trial takes its time. */
    private class FakeTrials implements Trials {
        private final long knee;
        private final long machine;
        private int interruptAt = Integer.MAX_VALUE;
        private boolean interrupted;

        FakeTrials(long knee, long machine) {
            this.knee = knee;
            this.machine = machine;
        }

        FakeTrials interruptedAt(int number) {
            interruptAt = number;
            return this;
        }

        @Override
        public Optional<Tried> attempt(Step.Try attempt, int number) {
            log.add("try " + attempt.value());
            if (attempt.value() > machine) {
                return Optional.of(Tried.refused("too few descriptors"));
            }
            now = now.plus(OF_A_TRIAL);
            if (number == interruptAt) {
                search.interrupt();
            }
            return interrupted ? Optional.empty() : Optional.of(tried(attempt.value(), number));
        }

        private Tried tried(long value, int number) {
            Judgement judgement = value <= knee
                    ? new Judgement(Outcome.HELD, "")
                    : new Judgement(Outcome.GAVE, "losses: signalling.lost 3, expected == 0");
            return new Tried("run-" + number, judgement, null, null);
        }

        @Override
        public void interrupt() {
            interrupted = true;
        }
    }

    private SearchResult run(FakeTrials trials, SearchResult soFar) throws Exception {
        search = new CapacitySearch(
                trials,
                result -> {
                    log.add("keep");
                    kept.add(result);
                },
                interrupted -> log.add("rest"),
                () -> now);
        return search.run(soFar);
    }

    @Test
    void each_trial_is_kept_before_the_next_and_runs_rest_between() throws Exception {
        SearchResult result = run(new FakeTrials(150, 9_999), BEGUN);

        assertThat(log)
                .startsWith("try 100", "keep", "rest", "try 200", "keep", "rest", "try 150", "keep", "rest")
                .endsWith("rest", "try 150", "keep");
        assertThat(result.finding().highest()).isEqualTo(150);
        assertThat(kept.get(kept.size() - 1)).isEqualTo(result);
        assertThat(kept).hasSameSizeAs(result.trials());
    }

    @Test
    void a_trial_is_told_with_its_run_its_time_and_what_gave_way() throws Exception {
        SearchResult result = run(new FakeTrials(150, 9_999), BEGUN);

        assertThat(result.trials().get(1))
                .isEqualTo(new SearchTrial(
                        2,
                        result.trials().get(1).phase(),
                        200,
                        Outcome.GAVE,
                        "losses: signalling.lost 3, expected == 0",
                        "run-2",
                        START.plus(OF_A_TRIAL).toString(),
                        OF_A_TRIAL.toMillis(),
                        null));
    }

    @Test
    void what_the_machine_cannot_carry_is_no_run_needs_no_rest_and_ends_the_search_as_invalid() throws Exception {
        SearchResult result = run(new FakeTrials(9_999, 300), BEGUN);

        assertThat(log)
                .startsWith("try 100", "keep", "rest", "try 200", "keep", "rest", "try 400", "keep", "try 300", "keep");
        assertThat(result.trials().get(2).runId()).isNull();
        assertThat(result.finding().highest()).isEqualTo(300);
        assertThat(result.finding().why()).isEqualTo("generator: too few descriptors");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID.code());
    }

    @Test
    void a_trial_that_was_interrupted_counts_for_nothing() throws Exception {
        SearchResult result = run(new FakeTrials(150, 9_999).interruptedAt(3), BEGUN);

        assertThat(result.trials()).extracting(SearchTrial::value).containsExactly(100L, 200L);
        assertThat(result.finding()).isNull();
        assertThat(kept).hasSize(2).last().isEqualTo(result);
    }

    @Test
    void an_interruption_while_it_rests_starts_no_further_trial() throws Exception {
        FakeTrials trials = new FakeTrials(150, 9_999);
        search = new CapacitySearch(trials, kept::add, interrupted -> search.interrupt(), () -> now);

        SearchResult result = search.run(BEGUN);

        assertThat(log).containsExactly("try 100");
        assertThat(result.trials()).hasSize(1);
    }

    @Test
    void a_search_interrupted_anywhere_and_resumed_comes_to_the_same() throws Exception {
        List<Long> whole = values(run(new FakeTrials(150, 9_999), BEGUN));
        for (int at = 1; at <= whole.size(); at++) {
            SearchResult broken = run(new FakeTrials(150, 9_999).interruptedAt(at), BEGUN);
            assertThat(values(broken)).isEqualTo(whole.subList(0, at - 1));

            SearchResult resumed = run(new FakeTrials(150, 9_999), broken);

            assertThat(values(resumed)).isEqualTo(whole);
            assertThat(resumed.finding().highest()).isEqualTo(150);
        }
    }

    @Test
    void a_search_that_is_over_tries_nothing_more() throws Exception {
        SearchResult over = run(new FakeTrials(150, 9_999), BEGUN);
        log.clear();

        assertThat(run(new FakeTrials(150, 9_999), over)).isEqualTo(over);
        assertThat(log).isEmpty();
    }

    @Test
    void a_target_that_is_not_there_ends_the_search_with_what_was_tried_kept() {
        PlimsollException away = new PlimsollException(ExitCode.NOT_READY, "cannot be reached", "check it");
        Trials trials = new FakeTrials(150, 9_999) {
            @Override
            public Optional<Tried> attempt(Step.Try attempt, int number) {
                if (number == 2) {
                    throw away;
                }
                return super.attempt(attempt, number);
            }
        };
        search = new CapacitySearch(trials, kept::add, interrupted -> {}, () -> now);

        assertThatThrownBy(() -> search.run(BEGUN)).isSameAs(away);
        assertThat(kept).hasSize(1);
    }

    private static List<Long> values(SearchResult result) {
        return result.trials().stream().map(SearchTrial::value).toList();
    }
}
