package dev.plimsoll.report;

import dev.plimsoll.model.result.Environment;
import dev.plimsoll.model.search.Dimension;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import dev.plimsoll.model.search.TrialFigures;
import java.util.function.LongFunction;

/** Searches to draw reports from. */
final class Searches {
    private Searches() {}

    static SearchResult begun() {
        SearchPlan plan = new SearchPlan(
                "capacity", "0a".repeat(32), Dimension.CONNECTIONS, false, new Bounds(500, 4_000, 10, 0.05, 2));
        return SearchResult.begun("capacity-search-1", "2026-11-21T03:12:22Z", plan);
    }

    /** @param why what gave way at a value; empty if it held */
    static SearchResult over(LongFunction<String> why) {
        return upTo(Integer.MAX_VALUE, why, Outcome.GAVE);
    }

    static SearchResult upTo(int trials, LongFunction<String> why, Outcome otherwise) {
        SearchResult search = begun();
        while (search.next() instanceof Step.Try attempt && search.trials().size() < trials) {
            search = search.with(trial(search, attempt, why.apply(attempt.value()), otherwise), environment());
        }
        return search;
    }

    private static SearchTrial trial(SearchResult search, Step.Try attempt, String why, Outcome otherwise) {
        int number = search.trials().size() + 1;
        return new SearchTrial(
                number,
                attempt.phase(),
                attempt.value(),
                why.isEmpty() ? Outcome.HELD : otherwise,
                why,
                otherwise == Outcome.INVALID && !why.isEmpty() ? null : "capacity-" + attempt.value() + "-" + number,
                "2026-11-21T03:12:22Z",
                12_000,
                otherwise == Outcome.INVALID && !why.isEmpty()
                        ? null
                        : figures(attempt.value(), why.isEmpty() ? 0 : 40));
    }

    private static TrialFigures figures(long value, long rejected) {
        return new TrialFigures(value + rejected, value, rejected, 0, 900, 8_100, 0, 0, 12.5, 1.5, null, 44.0);
    }

    private static Environment environment() {
        return new Environment("0.1.0", "JVM 17", "Linux", 2, "sandbox");
    }
}
