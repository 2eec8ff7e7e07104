package dev.plimsoll.report;

import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import dev.plimsoll.model.search.TrialFigures;
import java.util.List;

/** The report of a search as GitHub-flavoured Markdown. */
final class SearchMarkdown {
    private SearchMarkdown() {}

    static String write(SearchResult search) {
        StringBuilder text = new StringBuilder();
        text.append("# Capacity search: ")
                .append(cell(search.plan().scenario()))
                .append("\n\n");
        text.append(cell(SearchSummary.sentence(search))).append("\n\n");
        text.append("Search `")
                .append(cell(search.searchId()))
                .append("`, started ")
                .append(search.startedAt())
                .append(".\n\n| # | ")
                .append(search.plan().dimension().unit())
                .append(" | for | outcome | what gave way first | connect p99 | ack p99 | delivery p99 | rejected")
                .append(" | failed | lost | run |\n|---:|---:|---|---|---|---:|---:|---:|---:|---:|---:|---|\n");
        search.trials().forEach(trial -> row(text, trial));
        return text.toString();
    }

    private static void row(StringBuilder text, SearchTrial trial) {
        text.append("| ")
                .append(trial.number())
                .append(" | ")
                .append(Texts.count(trial.value()))
                .append(" | ")
                .append(SearchHtml.purpose(trial))
                .append(" | ")
                .append(trial.outcome())
                .append(" | ")
                .append(cell(trial.why()))
                .append(" | ")
                .append(String.join(" | ", figures(trial.figures())))
                .append(" | ")
                .append(trial.runId() == null ? "none" : "[report](" + trial.runId() + "/report.md)")
                .append(" |\n");
    }

    /** The last cells of a row before its link; also those of the page. */
    static List<String> figures(TrialFigures f) {
        return f == null
                ? List.of("", "", "", "", "", "")
                : List.of(
                        Texts.millis(f.connectMsP99()),
                        Texts.millis(f.ackMsP99()),
                        Texts.millis(f.deliveryMsP99()),
                        Texts.count(f.rejected()),
                        Texts.count(f.failed()),
                        Texts.count(f.lost()));
    }

    private static String cell(String text) {
        return MarkdownReport.cell(text);
    }
}
