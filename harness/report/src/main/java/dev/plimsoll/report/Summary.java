package dev.plimsoll.report;

import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The end of a run on a terminal. */
public final class Summary {
    private static final Map<Verdict, String> COLOURS = Map.of(
            Verdict.PASS,
            "\033[32m",
            Verdict.FAIL,
            "\033[31m",
            Verdict.INVALID,
            "\033[35m",
            Verdict.SKIPPED,
            "\033[33m");
    private static final String PLAIN = "\033[0m";
    private static final int LONGEST_OBSERVED = 90;

    private Summary() {}

    public static String of(RunResult result, Path report, boolean colour) {
        StringBuilder text = new StringBuilder("\n");
        if (!result.limits().isEmpty()) {
            limits(text, result.limits(), colour);
        }
        for (Check check : Texts.besideLimits(result)) {
            text.append("  ")
                    .append(mark(check.verdict(), colour))
                    .append("  ")
                    .append(check.title())
                    .append('\n');
            if (check.verdict() != Verdict.PASS) {
                text.append("           expected ").append(check.expected()).append('\n');
                text.append("           observed ").append(check.observed()).append('\n');
            }
        }
        text.append('\n');
        if (result.signalling() != null) {
            text.append("  connects    ")
                    .append(Texts.connects(result.signalling()))
                    .append('\n');
            text.append("  deliveries  ")
                    .append(Texts.deliveries(result.signalling()))
                    .append('\n');
            text.append("  latency     ")
                    .append(Texts.distribution(result.signalling().deliveryMs()))
                    .append('\n');
        }
        if (result.agents() != null) {
            text.append("  calls       ").append(calls(result.agents())).append('\n');
            result.agents()
                    .faults()
                    .forEach(fault -> text.append("  fault       ")
                            .append(fault.name())
                            .append(": ")
                            .append(fault.check().observed())
                            .append('\n'));
        }
        result.notes()
                .forEach(note -> text.append("  note        ").append(note).append('\n'));
        text.append("\n  ")
                .append(mark(result.verdict(), colour))
                .append("  ")
                .append(report)
                .append('\n');
        return text.toString();
    }

    private static void limits(StringBuilder text, List<LimitResult> limits, boolean colour) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VERDICT", "LIMIT", "DOCUMENTED", "OBSERVED"));
        for (LimitResult limit : limits) {
            rows.add(List.of(
                    mark(limit.verdict(), colour),
                    limit.id().substring("limit.".length()),
                    withoutNotes(limit.documented()),
                    limit.verdict() == Verdict.PASS ? beginning(limit.observed()) : limit.observed()));
        }
        text.append(TextTable.of(rows)).append('\n');
    }

    /** What was scaled, and why, is in the report. */
    private static String withoutNotes(String documented) {
        int notes = documented.indexOf(" [");
        return notes < 0 ? documented : documented.substring(0, notes) + " (scaled)";
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_OBSERVED ? text : text.substring(0, LONGEST_OBSERVED - 1) + "…";
    }

    private static String calls(AgentsResult agents) {
        StringBuilder text = new StringBuilder(
                agents.connected() + " of " + agents.pairs() + " pairs connected, " + agents.relayed() + " relayed");
        if (agents.struck() > 0) {
            text.append(", ").append(agents.struck()).append(" not set up because of a fault");
        }
        agents.byTransport().forEach((transport, of) -> {
            if (of.pairs() > 0) {
                text.append("; ").append(transport).append(" RTT ").append(Texts.millis(of.rttMs()));
            }
        });
        return text.toString();
    }

    private static String mark(Verdict verdict, boolean colour) {
        String padded = "%-7s".formatted(verdict.name());
        return colour ? COLOURS.get(verdict) + padded + PLAIN : padded;
    }
}
