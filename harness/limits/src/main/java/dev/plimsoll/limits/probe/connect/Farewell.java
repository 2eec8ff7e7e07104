package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a service that is shut down in good order says so first: going_away, then the close. It must be told to go away,
 * which ends everybody's connections; so it needs control of the target, and nobody else's connections there.
 */
public final class Farewell implements Probe {
    static final String ORDER = "order";
    static final String CONNECTIONS = "connections";
    static final String WITHIN = "within";

    @Override
    public String id() {
        return "going-away";
    }

    @Override
    public String purpose() {
        return "Has the service shut down in good order, and sees whether it announces that and then closes.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(ORDER, Kind.MAP, "by which the target goes away: { method, path, body }"),
                Parameter.optional(CONNECTIONS, Kind.WHOLE, 3, "that are open meanwhile; 1 to 50"),
                Parameter.optional(WITHIN, Kind.DURATION, "5s", "from the order to the last close"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        Parameters given = new Parameters(limit);
        List<Fault> faults = new ArrayList<>(Order.faults("/parameters/" + ORDER, given.map(ORDER)));
        if (given.whole(CONNECTIONS) < 1 || given.whole(CONNECTIONS) > 50) {
            faults.add(new Fault("/parameters/" + CONNECTIONS, "is not from 1 to 50", "write 3"));
        }
        if (Reactions.ends(limit).isEmpty()) {
            faults.add(
                    new Fault("/reactions", "names no code that a connection is closed with", "add { close: 1001 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING, Fact.CONTROL);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        long connects = given.whole(CONNECTIONS) + 1;
        return Cost.ofConnects(
                connects, connects, given.duration(WITHIN).plus(Visits.ONE_CONNECT.multipliedBy(connects)));
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        if (stage.meter().census().open() > 0) {
            String why = "connections of the run are open, which it would end";
            return LimitVerdict.without(
                    limit, Verdict.SKIPPED, why, stage.evidence().exchanges());
        }
        return Visits.judged(limit, stage, visits -> probe(limit, stage, visits));
    }

    private static List<Part> probe(Limit limit, Stage stage, Visits visits) throws InterruptedException {
        Parameters given = new Parameters(limit);
        List<Visit> opened = new ArrayList<>();
        while (opened.size() < given.whole(CONNECTIONS)) {
            String who = "probe-" + limit.id() + "-" + opened.size();
            opened.add(visits.connect(who, visits.credentials().any(who)));
        }
        if (!opened.stream().allMatch(Visit::isAccepted)) {
            String observed = Reactions.counted(opened.stream().map(Visit::told).toList());
            return List.of(new Part("open", "connections are open", Verdict.INVALID, "accepted", observed));
        }
        Order.of(given.map(ORDER)).give(stage);
        long deadline = stage.nanos() + given.duration(WITHIN).toNanos();
        List<Optional<Ended>> ends = new ArrayList<>();
        for (Visit visit : opened) {
            ends.add(visit.awaitEnd(Duration.ofNanos(Math.max(0, deadline - stage.nanos()))));
        }
        return List.of(announced(opened), closed(limit, given.duration(WITHIN), ends), returns(limit, visits));
    }

    private static Part announced(List<Visit> opened) {
        List<String> seen = opened.stream().map(Farewell::announcement).toList();
        return Part.of(
                "announced",
                "every connection hears going_away once",
                seen.stream().allMatch(one -> one.startsWith("going_away")),
                opened.size() + " x going_away with a time to wait",
                Reactions.counted(seen));
    }

    /** No frame comes after a close, so one that was heard came before it. */
    private static String announcement(Visit visit) {
        List<ServerFrame.GoingAway> heard = visit.messages().stream()
                .map((Heard one) -> one.as(ServerFrame.GoingAway.class))
                .flatMap(Optional::stream)
                .toList();
        if (heard.size() != 1) {
            return heard.isEmpty() ? "nothing" : heard.size() + " announcements";
        }
        long wait = heard.get(0).retryAfterMs();
        return wait > 0 ? "going_away, retry after " + wait + " ms" : "an announcement without a time to wait";
    }

    private static Part closed(Limit limit, Duration within, List<Optional<Ended>> ends) {
        boolean holds = ends.stream()
                .allMatch(end -> end.filter(ended -> Reactions.isDocumentedEnd(limit, ended))
                        .isPresent());
        String expected =
                ends.size() + " x " + Reactions.text(Reactions.ends(limit)) + " within " + within.toMillis() + " ms";
        String observed = Reactions.counted(ends.stream()
                .map(end -> end.map(Visit::told).orElse("still open"))
                .toList());
        return Part.of("closed", "then every connection is closed", holds, expected, observed);
    }

    private static Part returns(Limit limit, Visits visits) throws InterruptedException {
        String who = "probe-" + limit.id() + "-again";
        Visit visit = visits.connect(who, visits.credentials().any(who));
        return Part.of("returns", "connects are accepted again", visit.isAccepted(), "accepted", visit.told());
    }
}
