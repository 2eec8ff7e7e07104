package dev.plimsoll.report;

import dev.plimsoll.model.limit.Exchange;
import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.verdict.Check;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How numbers are shown to people, the same in every report. */
final class Texts {
    static final String NOT_MEASURED = "not measured";

    private Texts() {}

    /** The checks that are not told as limits of a pack. */
    static List<Check> besideLimits(RunResult result) {
        Set<String> told = result.limits().stream().map(LimitResult::id).collect(Collectors.toSet());
        return result.verdicts().stream()
                .filter(check -> !told.contains(check.id()))
                .toList();
    }

    /** What was sent and what came, on a line. */
    static String exchange(Exchange exchange) {
        String sent = exchange.sent().isEmpty() ? "" : exchange.sent() + " ";
        String received = exchange.received().isEmpty() ? "" : "-> " + exchange.received();
        return String.format(Locale.ROOT, "%.3f s  ", exchange.atMillis() / 1e3) + sent + received;
    }

    /** Thousands apart by thin spaces. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
    }

    /** Three significant digits are enough for people. */
    static String millis(Double value) {
        if (value == null) {
            return NOT_MEASURED;
        }
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f ms", value);
    }

    static String percent(Double value) {
        return value == null ? NOT_MEASURED : String.format(Locale.ROOT, "%.0f %%", value);
    }

    /** Of what is to be next to nothing. */
    static String finePercent(Double value) {
        return value == null ? NOT_MEASURED : String.format(Locale.ROOT, "%.2f %%", value);
    }

    /** The sum that connects must satisfy, in words. */
    static String connects(ConnectCounts counts) {
        return connects(counts.attempted(), counts.accepted(), counts.rejected(), counts.timedOut(), counts.broken());
    }

    static String connects(SignallingResult s) {
        return connects(s.attempted(), s.accepted(), s.rejected(), s.timedOut(), s.broken());
    }

    static String deliveries(SignallingResult s) {
        return count(s.expectedDeliveries()) + " expected = " + count(s.delivered()) + " delivered + " + count(s.lost())
                + " lost";
    }

    static String distribution(Percentiles p) {
        return p.count() == 0
                ? NOT_MEASURED
                : "p50 " + millis(p.p50()) + ", p95 " + millis(p.p95()) + ", p99 " + millis(p.p99()) + ", max "
                        + millis(p.max());
    }

    private static String connects(
            long attempted, long accepted, Map<String, Long> rejected, long timedOut, long broken) {
        long refused = rejected.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder codes = new StringBuilder();
        rejected.forEach((code, number) -> codes.append(codes.isEmpty() ? " (" : ", ")
                .append(count(number))
                .append(" \u00d7 ")
                .append(code));
        return count(attempted) + " attempted = " + count(accepted) + " accepted + " + count(refused) + " rejected"
                + codes + (codes.isEmpty() ? "" : ")") + " + " + count(timedOut) + " timed out + " + count(broken)
                + " broken";
    }
}
