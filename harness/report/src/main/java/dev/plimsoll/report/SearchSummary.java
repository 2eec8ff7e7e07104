package dev.plimsoll.report;

import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.SearchFinding;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import dev.plimsoll.model.search.TrialFigures;
import java.nio.file.Path;
import java.util.Map;

/** A search in words, the same on a terminal and in every report. */
public final class SearchSummary {
    private static final Map<Outcome, String> COLOURS =
            Map.of(Outcome.HELD, "\033[32m", Outcome.GAVE, "\033[31m", Outcome.INVALID, "\033[35m");
    private static final String PLAIN = "\033[0m";

    private SearchSummary() {}

    /** What is looked for. */
    public static String intent(SearchResult search) {
        SearchPlan plan = search.plan();
        Bounds bounds = plan.bounds();
        return "search " + search.searchId() + ": " + plan.dimension().label() + " from " + Texts.count(bounds.from())
                + " to " + Texts.count(bounds.to()) + ", precision " + SvgPlot.number(100 * bounds.precision())
                + " %, confirming rounds " + bounds.confirmations()
                + (search.trials().isEmpty()
                        ? ""
                        : "; resumed after " + search.trials().size() + " trials");
    }

    /** What came of it, in a sentence or two. */
    public static String sentence(SearchResult search) {
        SearchFinding found = search.finding();
        SearchPlan plan = search.plan();
        if (found == null) {
            return "Not over: " + search.trials().size() + " trials were made, and more are needed.";
        } else if (found.lowestThatGave() == null) {
            return "Everything held up to " + quantity(found.highest(), plan) + ", where the search ends" + times(found)
                    + ". The knee lies beyond.";
        }
        String at = Texts.count(found.lowestThatGave());
        if (found.highest() == null) {
            return found.generatorGave()
                    ? "Nothing can be said of the target: not even the trial at "
                            + quantity(found.lowestThatGave(), plan) + " is valid. " + found.why()
                    : "Nothing held, not even " + quantity(found.lowestThatGave(), plan) + ". What gave way first: "
                            + found.why();
        }
        String held = quantity(found.highest(), plan) + " held" + times(found);
        return found.generatorGave()
                ? held + "; the trial at " + at + " is not valid, so nothing is known of the target beyond. "
                        + found.why()
                : "The knee: " + held + "; " + at + " did not. What gave way first: " + found.why();
    }

    private static String times(SearchFinding found) {
        return found.timesHeld() == 1 ? ", once" : ", " + found.timesHeld() + " times of " + found.timesHeld();
    }

    /** A value with its unit. */
    public static String quantity(long value, SearchPlan plan) {
        return Texts.count(value) + " " + plan.dimension().unit();
    }

    /** One trial on a line. */
    public static String line(SearchTrial trial, SearchPlan plan, boolean colour) {
        String outcome = "%-7s".formatted(trial.outcome());
        String why = trial.why().isEmpty() || trial.figures() == null ? trial.why() : trial.why() + "; ";
        return "  %2d  %16s  %s  %s"
                .formatted(
                        trial.number(),
                        quantity(trial.value(), plan),
                        colour ? COLOURS.get(trial.outcome()) + outcome + PLAIN : outcome,
                        why + (trial.figures() == null ? "" : figures(trial.figures())));
    }

    private static String figures(TrialFigures f) {
        return "p99 connect " + Texts.millis(f.connectMsP99()) + ", ack " + Texts.millis(f.ackMsP99()) + ", delivery "
                + Texts.millis(f.deliveryMsP99()) + "; " + Texts.count(f.rejected()) + " rejected, "
                + Texts.count(f.failed()) + " failed, " + Texts.count(f.lost()) + " lost";
    }

    /** The end of a search on a terminal. */
    public static String end(SearchResult search, Path report) {
        return "\n  " + sentence(search) + "\n  " + report + "\n";
    }
}
