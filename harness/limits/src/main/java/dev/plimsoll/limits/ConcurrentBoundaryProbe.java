package dev.plimsoll.limits;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds out whether a documented number of open connections is accepted to the last one, and the next ones are refused as
 * documented. Every open connection of the run counts, whoever opened it; the probe adds what is missing.
 */
public final class ConcurrentBoundaryProbe {
    private final Connector connector;
    private final SignallingMeter meter;

    public ConcurrentBoundaryProbe(Connector connector, SignallingMeter meter) {
        this.connector = connector;
        this.meter = meter;
    }

    /** Probes, closes what it opened, and judges. Blocks for as long as the connects take. */
    public List<Check> run(LimitSpec limit) {
        try (ProbeConnections connections = new ProbeConnections(connector, meter)) {
            long openBefore = meter.census().open();
            ToBoundary filled = fill(limit, connections, openBefore);
            boolean atBoundary = meter.census().open() == limit.documented();
            Beyond beyond = filled.complete() && atBoundary ? exceed(limit, connections) : Beyond.NOT_TRIED;
            return List.of(
                    accepted(limit, openBefore, filled),
                    rejected(limit, beyond, connections.endedEarly() == 0 && atBoundary));
        }
    }

    /** What filling up to the boundary came to; {@code refusal} is the outcome that stopped it, or empty. */
    private record ToBoundary(int wanted, int accepted, String refusal) {
        boolean complete() {
            return accepted == wanted;
        }
    }

    /** What the connects beyond the boundary came to, by code. */
    private record Beyond(Map<String, Integer> byCode) {
        static final Beyond NOT_TRIED = new Beyond(Map.of());
    }

    private ToBoundary fill(LimitSpec limit, ProbeConnections connections, long openBefore) {
        int wanted = (int) Math.max(0, limit.documented() - openBefore);
        for (int number = 1; number <= wanted; number++) {
            ConnectOutcome outcome = connections.open(peerId(limit, number));
            if (!(outcome instanceof ConnectOutcome.Accepted)) {
                return new ToBoundary(wanted, number - 1, outcome.code());
            }
        }
        return new ToBoundary(wanted, wanted, "");
    }

    private Beyond exceed(LimitSpec limit, ProbeConnections connections) {
        Map<String, Integer> byCode = new TreeMap<>();
        for (int number = 1; number <= limit.beyond(); number++) {
            ConnectOutcome outcome = connections.open(peerId(limit, limit.documented() + number));
            byCode.merge(outcome.code(), 1, Integer::sum);
        }
        return new Beyond(byCode);
    }

    private static Check accepted(LimitSpec limit, long openBefore, ToBoundary filled) {
        String id = "limit." + limit.id() + ".accepted";
        String title = limit.title() + ": every connection up to number " + limit.documented() + " is accepted";
        String expected = limit.documented() + " connections open at once";
        if (openBefore > limit.documented()) {
            String observed = openBefore + " were open before the probe began";
            return new Check(id, title, Verdict.FAIL, expected, observed, limit.source());
        }
        long reached = openBefore + filled.accepted();
        String observed = filled.complete()
                ? reached + " open at once (" + openBefore + " of the run, " + filled.accepted() + " of the probe)"
                : reached + " open, then number " + (reached + 1) + " met " + filled.refusal();
        return Check.of(id, title, filled.complete(), expected, observed, limit.source());
    }

    private static Check rejected(LimitSpec limit, Beyond beyond, boolean undisturbed) {
        String id = "limit." + limit.id() + ".rejected";
        String title = limit.title() + ": the next " + limit.beyond() + " are closed with " + limit.closeCode();
        String expected = limit.beyond() + " x " + limit.closeCode();
        if (beyond.byCode().isEmpty()) {
            String observed = "not tried, the boundary was not reached exactly";
            return new Check(id, title, Verdict.SKIPPED, expected, observed, limit.source());
        }
        int asDocumented = beyond.byCode().getOrDefault(Integer.toString(limit.closeCode()), 0);
        if (!undisturbed) {
            String observed = beyond.byCode() + ", but connections ended meanwhile";
            return new Check(id, title, Verdict.INVALID, expected, observed, limit.source());
        }
        return Check.of(id, title, asDocumented == limit.beyond(), expected, describe(beyond), limit.source());
    }

    private static String describe(Beyond beyond) {
        StringBuilder text = new StringBuilder();
        beyond.byCode()
                .forEach((code, count) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(" x ")
                        .append(code));
        return text.toString();
    }

    private static String peerId(LimitSpec limit, int number) {
        return "probe-" + limit.id() + "-" + number;
    }
}
