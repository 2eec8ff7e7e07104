package dev.plimsoll.report;

import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.verdict.Check;
import java.util.List;

/** The report as GitHub-flavoured Markdown, short enough for a comment on a pull request. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String write(RunResult result) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(result.verdict())
                .append(": ")
                .append(cell(result.scenario()))
                .append("\n\n");
        text.append("Run `")
                .append(cell(result.runId()))
                .append("`, started ")
                .append(result.startedAt())
                .append(", ")
                .append(result.durationMs() / 1000)
                .append(" s.\n\n");
        result.notes().forEach(note -> text.append("> ").append(cell(note)).append("\n\n"));
        if (!result.limits().isEmpty()) {
            LimitsMarkdown.write(text, result.limits());
        }
        text.append("| verdict | check | expected | observed | source |\n|---|---|---|---|---|\n");
        for (Check check : Texts.besideLimits(result)) {
            text.append("| ")
                    .append(check.verdict())
                    .append(" | ")
                    .append(cell(check.title()))
                    .append(" | ")
                    .append(cell(check.expected()))
                    .append(" | ")
                    .append(cell(check.observed()))
                    .append(" | ")
                    .append(cell(check.source()))
                    .append(" |\n");
        }
        if (result.signalling() != null) {
            signalling(text, result.signalling());
        }
        if (result.agents() != null) {
            agents(text, result.agents());
            faults(text, result.agents().faults());
        }
        return text.toString();
    }

    private static void signalling(StringBuilder text, SignallingResult s) {
        text.append("\n## Signalling\n\n- ")
                .append(Texts.connects(s))
                .append("\n- ")
                .append(Texts.deliveries(s));
        text.append("\n- ")
                .append(Texts.count(s.late()))
                .append(" late, ")
                .append(Texts.count(s.duplicates()))
                .append(" duplicates, ")
                .append(Texts.count(s.reordered()))
                .append(" reordered, ")
                .append(Texts.count(s.misrouted()))
                .append(" misrouted\n");
        text.append("\n| latency | count | p50 | p95 | p99 | max |\n|---|---|---|---|---|---|\n");
        latency(text, "connect", s.connectMs());
        latency(text, "publish to ack", s.ackMs());
        latency(text, "publish to delivery", s.deliveryMs());
    }

    private static void latency(StringBuilder text, String name, Percentiles p) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(Texts.count(p.count()))
                .append(" | ")
                .append(Texts.millis(p.p50()))
                .append(" | ")
                .append(Texts.millis(p.p95()))
                .append(" | ")
                .append(Texts.millis(p.p99()))
                .append(" | ")
                .append(Texts.millis(p.max()))
                .append(" |\n");
    }

    private static void agents(StringBuilder text, AgentsResult agents) {
        text.append("\n## Calls\n\n| pair | outcome | selected | set-up | RTT p50 | messages | audio packets |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (AgentsResult.PairResult pair : CallRows.of(agents)) {
            text.append("| ")
                    .append(cell(pair.id()))
                    .append(" | ")
                    .append(cell(pair.outcome()))
                    .append(" | ")
                    .append(cell(pair.selected()))
                    .append(" | ")
                    .append(Texts.millis(pair.setupMs()))
                    .append(" | ")
                    .append(Texts.millis(pair.rttMs().p50()))
                    .append(" | ")
                    .append(Texts.count(pair.messagesEchoed()))
                    .append(" of ")
                    .append(Texts.count(pair.messagesSent()))
                    .append(" | ")
                    .append(Texts.count(pair.audioPackets()))
                    .append(" |\n");
        }
        String note = CallRows.note(agents);
        if (!note.isEmpty()) {
            text.append('\n').append(note).append('\n');
        }
    }

    private static void faults(StringBuilder text, List<FaultResult> faults) {
        if (!faults.isEmpty()) {
            text.append("\n## Faults\n\n");
            row(text, FaultRows.COLUMNS);
            text.append("|---".repeat(FaultRows.COLUMNS.size())).append("|\n");
            faults.forEach(fault -> row(text, FaultRows.cells(fault)));
        }
    }

    private static void row(StringBuilder text, List<String> cells) {
        cells.forEach(cell -> text.append("| ").append(cell(cell)).append(' '));
        text.append("|\n");
    }

    /** Text from outside that must not end a table's cell, or become markup. */
    static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("`", "'")
                .replaceAll("[\\p{Cntrl}]+", " ");
    }
}
