package dev.plimsoll.report;

import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import dev.plimsoll.model.search.TrialFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The report of a search as one HTML file that needs nothing else. */
final class SearchHtml {
    private static final Map<Outcome, PlotAxis.Mark> MARKS = Map.of(
            Outcome.HELD,
            new PlotAxis.Mark("\u2713", "PASS"),
            Outcome.GAVE,
            new PlotAxis.Mark("\u2715", "FAIL"),
            Outcome.INVALID,
            new PlotAxis.Mark("?", "INVALID"));

    private SearchHtml() {}

    static String write(SearchResult search) {
        Map<String, Object> model = new HashMap<>();
        model.put("s", search);
        model.put("unit", search.plan().dimension().unit());
        model.put("sentence", SearchSummary.sentence(search));
        model.put("verdict", verdict(search));
        model.put("headline", headline(search));
        model.put("plots", plots(search));
        model.put("precision", SvgPlot.number(100 * search.plan().bounds().precision()));
        MARKS.forEach((outcome, mark) -> model.put(outcome.name(), mark.sign()));
        model.put("rows", search.trials().stream().map(SearchHtml::row).toList());
        return Pages.draw("search.html", model);
    }

    /** The colour of the page. */
    private static String verdict(SearchResult search) {
        if (search.finding() == null) {
            return "SKIPPED";
        }
        return switch (search.finding().exitCode()) {
            case PASSED -> "PASS";
            case INVALID -> "INVALID";
            default -> "FAIL";
        };
    }

    private static String headline(SearchResult search) {
        if (search.finding() == null) {
            return "Not over";
        }
        Long highest = search.finding().highest();
        return highest == null ? "Nothing held" : SearchSummary.quantity(highest, search.plan());
    }

    /** A row of the table, as people read it. */
    public record Row(
            int number,
            String value,
            String purpose,
            Outcome outcome,
            String style,
            String why,
            List<String> cells,
            String runId) {}

    private static Row row(SearchTrial trial) {
        return new Row(
                trial.number(),
                Texts.count(trial.value()),
                purpose(trial),
                trial.outcome(),
                MARKS.get(trial.outcome()).style(),
                trial.why(),
                SearchMarkdown.figures(trial.figures()),
                trial.runId());
    }

    static String purpose(SearchTrial trial) {
        return trial.phase().name().toLowerCase(Locale.ROOT);
    }

    private static List<SvgPlot> plots(SearchResult search) {
        List<SearchTrial> byValue = search.trials().stream()
                .sorted(Comparator.comparingLong(SearchTrial::value).thenComparingInt(SearchTrial::number))
                .toList();
        PlotAxis axis = new PlotAxis(
                byValue.stream().map(trial -> (double) trial.value()).toList(),
                search.plan().dimension().unit(),
                "",
                byValue.stream().map(trial -> MARKS.get(trial.outcome())).toList());
        return List.of(
                new SvgPlot(
                        "Latency, 99th percentile",
                        "ms",
                        List.of(
                                line("connect", byValue, TrialFigures::connectMsP99),
                                line("publish to ack", byValue, TrialFigures::ackMsP99),
                                line("publish to delivery", byValue, TrialFigures::deliveryMsP99)),
                        axis),
                new SvgPlot(
                        "Rejected, failed and lost",
                        "count",
                        List.of(
                                line("connects rejected", byValue, f -> (double) f.rejected()),
                                line("connects failed", byValue, f -> (double) f.failed()),
                                line("deliveries lost", byValue, f -> (double) f.lost())),
                        axis));
    }

    private static SvgPlot.Line line(String name, List<SearchTrial> trials, Function<TrialFigures, Double> figure) {
        List<Double> values = new ArrayList<>();
        trials.forEach(trial -> values.add(trial.figures() == null ? null : figure.apply(trial.figures())));
        return new SvgPlot.Line(name, values);
    }
}
