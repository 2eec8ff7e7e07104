package dev.plimsoll.model.search;

import dev.plimsoll.model.result.Environment;
import dev.plimsoll.model.search.KneeSearch.Step;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A search as far as it has come; {@code search.json} is this record, and a search that was interrupted goes on from it.
 *
 * @param startedAt ISO-8601 instant
 * @param exitCode null until the search is over, as {@code finding}
 * @param environment where the last run took place; null if there was none
 * @param trials in the order in which they were made
 */
public record SearchResult(
        String searchId,
        String startedAt,
        SearchPlan plan,
        Integer exitCode,
        SearchFinding finding,
        Environment environment,
        List<SearchTrial> trials) {
    public SearchResult {
        Objects.requireNonNull(searchId, "searchId");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(plan, "plan");
        trials = List.copyOf(trials);
    }

    /** A search of which nothing has been tried. */
    public static SearchResult begun(String searchId, String startedAt, SearchPlan plan) {
        return new SearchResult(searchId, startedAt, plan, null, null, null, List.of());
    }

    /** What follows from the trials so far. */
    public Step next() {
        return KneeSearch.next(plan.bounds(), plain(trials));
    }

    /** @param at where its run took place; null if there was no run */
    public SearchResult with(SearchTrial trial, Environment at) {
        List<SearchTrial> all = Stream.concat(trials.stream(), Stream.of(trial)).toList();
        Environment latest = at == null ? environment : at;
        SearchResult grown = new SearchResult(searchId, startedAt, plan, null, null, latest, all);
        return grown.next() instanceof Step.Done done ? grown.over(SearchFinding.of(done.knee(), all)) : grown;
    }

    private SearchResult over(SearchFinding found) {
        return new SearchResult(searchId, startedAt, plan, found.exitCode().code(), found, environment, trials);
    }

    /** Whether each trial is the one that the trials before it ask for: false if somebody else wrote them. */
    public boolean followsItself() {
        for (int made = 0; made < trials.size(); made++) {
            SearchTrial trial = trials.get(made);
            Step step = KneeSearch.next(plan.bounds(), plain(trials.subList(0, made)));
            if (!step.equals(new Step.Try(trial.value(), trial.phase()))) {
                return false;
            }
        }
        return (finding != null) == (next() instanceof Step.Done);
    }

    private static List<KneeSearch.Trial> plain(List<SearchTrial> trials) {
        return trials.stream().map(SearchTrial::trial).toList();
    }
}
