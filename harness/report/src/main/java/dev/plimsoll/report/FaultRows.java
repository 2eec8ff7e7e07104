package dev.plimsoll.report;

import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.FaultResult.CallFate;
import dev.plimsoll.model.result.RunResult;
import java.util.List;
import java.util.Locale;

/** What faults came to, for the tables and plots of a report. */
final class FaultRows {
    static final List<String> COLUMNS = List.of(
            "Fault",
            "At",
            "Lasted",
            "Calls",
            "Undisturbed",
            "Recovered",
            "Late",
            "Not back",
            "Ended",
            "Over",
            "Slowest recovery",
            "Longest silence",
            "Messages lost",
            "Rerouted");
    static final List<String> CALL_COLUMNS = List.of(
            "Fault",
            "Pair",
            "Fate",
            "Last before",
            "First after",
            "Recovery",
            "Longest silence",
            "Messages lost",
            "Paths");

    private FaultRows() {}

    static List<FaultResult> of(RunResult result) {
        return result.agents() == null ? List.of() : result.agents().faults();
    }

    static List<String> cells(FaultResult fault) {
        return List.of(
                fault.name().equals(fault.what()) ? fault.name() : fault.name() + " (" + fault.what() + ")",
                seconds(fault.atSeconds()),
                seconds(fault.lastedSeconds()),
                Integer.toString(fault.calls()),
                Integer.toString(fault.undisturbed()),
                Integer.toString(fault.recovered()),
                Integer.toString(fault.late()),
                Integer.toString(fault.notBack()),
                Integer.toString(fault.ended()),
                Integer.toString(fault.over()),
                millis(fault.recoveryMs().max()),
                millis(fault.longestSilenceMs()),
                Texts.count(fault.messagesLost()),
                Integer.toString(fault.rerouted()));
    }

    static List<List<String>> calls(List<FaultResult> faults) {
        return faults.stream()
                .flatMap(fault -> fault.details().stream().map(call -> cells(fault, call)))
                .toList();
    }

    private static List<String> cells(FaultResult fault, CallFate call) {
        return List.of(
                fault.name(),
                call.pair(),
                call.reason().isEmpty() ? call.fate() : call.fate() + ": " + call.reason(),
                seconds(call.lastBeforeSeconds()),
                seconds(call.firstAfterSeconds()),
                millis(call.recoveryMs()),
                millis(call.longestSilenceMs()),
                Texts.count(call.messagesLost()),
                String.join(" \u2192 ", call.paths()));
    }

    private static String millis(Double millis) {
        return millis == null ? "-" : seconds(millis / 1e3);
    }

    private static String seconds(Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
