package dev.plimsoll.model.search;

import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.RunMetric;
import dev.plimsoll.model.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run says of the value that was tried. Pure.
 *
 * <p>A run whose evidence is missing says nothing of the target, whatever else failed. Of several expectations that failed
 * the one named is the earliest in {@link Cause}.
 *
 * @param why what gave way first; empty if it held
 */
public record Judgement(Outcome outcome, String why) {
    private static final String EXPECTATION = "expect.";

    /** What can give way. Those that follow are often only the consequence of those before. */
    enum Cause {
        /** What a generator measures that is out of breath says nothing. */
        GENERATOR("generator", "generator.", "telemetry."),
        REJECTIONS("rejections", "signalling.rejected", "signalling.publishRefused"),
        CONNECTS(
                "failed connects",
                "load.accepted",
                "signalling.accepted",
                "signalling.attempted",
                "signalling.timedOut",
                "signalling.broken"),
        LOSSES(
                "losses",
                "signalling.lost",
                "signalling.duplicates",
                "signalling.delivered",
                "signalling.expectedDeliveries",
                "signalling.late",
                "signalling.reordered",
                "signalling.misrouted",
                "signalling.publishUnsent",
                "signalling.storms.notBack"),
        CONNECT_LATENCY("latency", "signalling.connectMs", "signalling.storms.backMs"),
        ACK_LATENCY("latency", "signalling.ackMs"),
        DELIVERY_LATENCY("latency", "signalling.deliveryMs"),
        CALLS("calls", "agents."),
        OTHER("expectation", ""),
        /** Nothing was measured, and nothing was owed. */
        EVIDENCE("evidence");

        private final String label;
        private final List<String> prefixes;

        Cause(String label, String... prefixes) {
            this.label = label;
            this.prefixes = List.of(prefixes);
        }

        static Cause of(String path) {
            return Stream.of(values())
                    .filter(cause -> cause.prefixes.stream().anyMatch(path::startsWith))
                    .findFirst()
                    .orElse(OTHER);
        }

        Judgement judge(String what) {
            boolean ofTarget = this != GENERATOR && this != EVIDENCE;
            return new Judgement(ofTarget ? Outcome.GAVE : Outcome.INVALID, label + ": " + what);
        }
    }

    /** @param result of a run that was not interrupted */
    public static Judgement of(RunResult result) {
        Optional<Check> unusable = with(Verdict.INVALID, result).findFirst();
        if (unusable.isPresent()) {
            Check check = unusable.get();
            return (Cause.of(check.id()) == Cause.GENERATOR ? Cause.GENERATOR : Cause.EVIDENCE).judge(told(check));
        }
        return with(Verdict.FAIL, result)
                .map(check -> new Failure(cause(check, result), check))
                .min(Comparator.comparing(Failure::cause))
                .map(failure -> failure.judge(result))
                .orElse(new Judgement(Outcome.HELD, ""));
    }

    private static Stream<Check> with(Verdict verdict, RunResult result) {
        return result.verdicts().stream().filter(check -> check.verdict() == verdict);
    }

    private record Failure(Cause cause, Check check) {
        Judgement judge(RunResult result) {
            return cause.judge(told(check) + (cause == Cause.REJECTIONS ? codes(result) : ""));
        }
    }

    private static Cause cause(Check check, RunResult result) {
        String path = path(check.id());
        if (isUnmeasurable(path, result)) {
            return Cause.EVIDENCE;
        }
        return isByRejection(path, result) ? Cause.REJECTIONS : Cause.of(path);
    }

    private static String path(String id) {
        return id.startsWith(EXPECTATION) ? id.substring(EXPECTATION.length()) : id;
    }

    /** {@code signalling.deliveryMs.p99 312.00 ms, expected < 250ms}. */
    private static String told(Check check) {
        String path = path(check.id());
        String expected = check.expected().startsWith(path)
                ? check.expected().substring(path.length()).strip()
                : check.expected();
        return path + " " + check.observed() + ", expected " + expected;
    }

    /** A connection that is missing was refused, if any was. */
    private static boolean isByRejection(String path, RunResult result) {
        if (path.equals("load.accepted")) {
            ConnectCounts load = result.signalling().sources().getOrDefault("load", ConnectCounts.NONE);
            return load.rejectedTotal() > 0;
        }
        return path.equals("signalling.accepted")
                && !result.signalling().rejected().isEmpty();
    }

    private static String codes(RunResult result) {
        Map<String, Long> rejected = result.signalling().rejected();
        return rejected.isEmpty()
                ? ""
                : rejected.entrySet().stream()
                        .map(entry -> entry.getValue() + " \u00d7 " + entry.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** Whether nothing was measured because the load gave no occasion, so that the target owed nothing. */
    private static boolean isUnmeasurable(String path, RunResult result) {
        Optional<RunMetric> metric = RunMetric.byPath(path);
        return metric.isPresent() && metric.get().read(result) == null && !isOwed(path, result);
    }

    private static boolean isOwed(String path, RunResult result) {
        return switch (Cause.of(path)) {
            case CONNECT_LATENCY -> result.signalling().attempted() > 0 && !path.contains(".storms.");
            case ACK_LATENCY -> result.signalling().published() > 0;
            case DELIVERY_LATENCY -> result.signalling().expectedDeliveries() > 0;
            case CALLS -> result.agents() != null;
            case GENERATOR, REJECTIONS, CONNECTS, LOSSES, OTHER, EVIDENCE -> false;
        };
    }
}
