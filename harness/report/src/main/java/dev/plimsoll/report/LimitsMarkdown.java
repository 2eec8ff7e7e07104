package dev.plimsoll.report;

import static dev.plimsoll.report.MarkdownReport.cell;

import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;

/** The matrix of limits, then each that did not pass with what was found and the exchange. */
final class LimitsMarkdown {
    private LimitsMarkdown() {}

    static void write(StringBuilder text, List<LimitResult> limits) {
        text.append("## Limits\n\n| verdict | limit | documented | observed | source |\n|---|---|---|---|---|\n");
        for (LimitResult limit : limits) {
            text.append("| ").append(limit.verdict()).append(" | ");
            text.append(cell(limit.title())).append(" | ");
            text.append(cell(limit.documented())).append(" | ");
            text.append(cell(limit.observed())).append(" | ");
            text.append(cell(limit.source())).append(" |\n");
        }
        text.append('\n');
        limits.forEach(limit -> details(text, limit));
        text.append("## Checks\n\n");
    }

    private static void details(StringBuilder text, LimitResult limit) {
        text.append("<details><summary>")
                .append(limit.verdict())
                .append(' ')
                .append(cell(limit.title()))
                .append("</summary>\n\n");
        text.append("Probe ")
                .append(cell(limit.probe()))
                .append("; ")
                .append(cell(limit.subject()))
                .append(".\n\n");
        if (!limit.reason().isEmpty()) {
            text.append("> ").append(cell(limit.reason())).append("\n\n");
        }
        limit.parts().forEach(part -> part(text, part));
        text.append('\n');
        limit.evidence()
                .forEach(exchange -> text.append("    ")
                        .append(cell(Texts.exchange(exchange)))
                        .append('\n'));
        text.append("\n</details>\n\n");
    }

    private static void part(StringBuilder text, Part part) {
        text.append("- ").append(part.verdict()).append(' ').append(cell(part.title()));
        if (part.verdict() != Verdict.PASS) {
            text.append(": expected ").append(cell(part.expected()));
        }
        text.append(": ").append(cell(part.observed())).append("\n");
    }
}
