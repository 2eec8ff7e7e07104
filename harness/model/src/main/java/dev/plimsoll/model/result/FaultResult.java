package dev.plimsoll.model.result;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * What a fault did to the calls that were up when it began.
 *
 * @param what was done: {@code turn-stop}
 * @param atSeconds when, from the run's start
 * @param lastedSeconds until it was undone; 0 for a moment
 * @param withinSeconds how long after that every call had to carry again
 * @param calls how many carried something when it began; {@code calls = undisturbed + recovered + late + notBack
 *     + ended + over}
 * @param late carried again, but not in time
 * @param notBack carried nothing, or lacked their signalling, as long as they were watched: until the next fault or their end
 * @param ended before their time
 * @param over in their time, but before they had to carry again; they say nothing
 * @param recoveryMs of the calls that carry again, late ones too: from the fault's beginning
 * @param longestSilenceMs the longest time in which a call carried nothing; null if none was watched
 * @param messagesLost sent and never echoed
 * @param rerouted calls that went over another path to their TURN servers
 * @param trouble why nothing can be said, or empty
 * @param details the calls that were disturbed or rerouted
 */
public record FaultResult(
        String name,
        String what,
        double atSeconds,
        double lastedSeconds,
        double withinSeconds,
        int calls,
        int undisturbed,
        int recovered,
        int late,
        int notBack,
        int ended,
        int over,
        Percentiles recoveryMs,
        Double longestSilenceMs,
        long messagesLost,
        int rerouted,
        Verdict verdict,
        String trouble,
        List<CallFate> details) {
    public FaultResult {
        details = List.copyOf(details);
    }

    /**
     * What became of one call.
     *
     * @param fate undisturbed, recovered, late, not-back, ended or over
     * @param reason of its end, or empty
     * @param lastBeforeSeconds when it carried something last before its first silence, from the run's start; null if it was
     *     never silent
     * @param firstAfterSeconds when it carried something again after its last silence; null if it did not
     * @param recoveryMs from the fault's beginning until it carried again and had its signalling again; null if that is not so
     * @param paths it went over since the fault began, in turn; the last 8
     */
    public record CallFate(
            String pair,
            String fate,
            String reason,
            Double lastBeforeSeconds,
            Double firstAfterSeconds,
            Double recoveryMs,
            double longestSilenceMs,
            long messagesLost,
            List<String> paths) {
        public CallFate {
            paths = List.copyOf(paths);
        }
    }

    /** The fault's line among the verdicts. */
    public Check check() {
        String length = lastedSeconds > 0 ? " for " + seconds(lastedSeconds) : "";
        return new Check(
                "fault." + name,
                "Calls survive " + name + " (" + what + " at " + seconds(atSeconds) + length + ")",
                verdict,
                "every call goes on, and carries again within " + seconds(withinSeconds),
                trouble.isEmpty() ? observed() : trouble + "; " + observed(),
                "the scenario's faults");
    }

    private String observed() {
        StringBuilder text = new StringBuilder("of " + calls + " calls " + undisturbed + " undisturbed, " + recovered
                + " recovered, " + late + " late, " + notBack + " not back, " + ended + " ended");
        if (over > 0) {
            text.append(", ").append(over).append(" over before they had to");
        }
        if (recoveryMs.max() != null) {
            text.append("; slowest recovery ").append(seconds(recoveryMs.max() / 1e3));
        }
        if (longestSilenceMs != null) {
            text.append("; longest silence ").append(seconds(longestSilenceMs / 1e3));
        }
        return text.append("; ")
                .append(messagesLost)
                .append(" messages lost; ")
                .append(rerouted)
                .append(" rerouted")
                .toString();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f s" : "%.2f s", value);
    }
}
