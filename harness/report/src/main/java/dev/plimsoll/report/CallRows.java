package dev.plimsoll.report;

import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.AgentsResult.PairResult;
import java.util.Comparator;
import java.util.List;

/** The calls that a report has a row for; {@code result.json} has them all. */
final class CallRows {
    static final int MOST = 100;

    private CallRows() {}

    /** All of them, or those in trouble and then the slowest to be set up. */
    static List<PairResult> of(AgentsResult agents) {
        List<PairResult> all = agents.details();
        if (all.size() <= MOST) {
            return all;
        }
        return all.stream()
                .sorted(Comparator.comparing(CallRows::isFine)
                        .thenComparing(PairResult::setupMs, Comparator.nullsFirst(Comparator.reverseOrder())))
                .limit(MOST)
                .toList();
    }

    private static boolean isFine(PairResult call) {
        return call.relayed() && call.outcome().equals("connected");
    }

    /** What is missing, or empty. */
    static String note(AgentsResult agents) {
        int all = agents.details().size();
        return all <= MOST
                ? ""
                : MOST + " of " + Texts.count(all)
                        + " calls: those in trouble, then the slowest to be set up. result.json has all.";
    }
}
