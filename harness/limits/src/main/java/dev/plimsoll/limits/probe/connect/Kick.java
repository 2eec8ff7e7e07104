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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a call to a REST API ends all connections of a peer, and of nobody else: with the documented close code, and their
 * number in the answer. A peer that is not there is no error.
 */
public final class Kick implements Probe {
    static final String METHOD = "method";
    static final String PATH = "path";
    static final String COUNT = "count";
    static final String CONNECTIONS = "connections";
    static final String WITHIN = "within";
    /** Stands in a path for the peer's id. */
    static final String PEER = "{peer}";

    private static final int CALLS = 2;

    @Override
    public String id() {
        return "kick";
    }

    @Override
    public String purpose() {
        return "Opens several connections of one peer, ends them by a REST call, and sees how each is closed.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(METHOD, Kind.TEXT, "DELETE", "of the call"),
                Parameter.required(PATH, Kind.TEXT, "of the call, with " + PEER + " for the peer's id"),
                Parameter.perhaps(COUNT, Kind.TEXT, "field of the answer that tells how many were closed"),
                Parameter.optional(CONNECTIONS, Kind.WHOLE, 3, "of the peer; 1 to 20"),
                Parameter.optional(WITHIN, Kind.DURATION, "2s", "from the call to the last close"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        if (!given.text(METHOD).matches("[A-Z]{3,7}")) {
            faults.add(new Fault("/parameters/" + METHOD, "is no method", "write DELETE"));
        }
        String path = given.text(PATH);
        if (!path.contains(PEER) || !path.replace(PEER, "").matches("/[!-~]*")) {
            faults.add(new Fault("/parameters/" + PATH, "is no path with " + PEER, "write /v1/peers/" + PEER));
        }
        if (given.whole(CONNECTIONS) < 1 || given.whole(CONNECTIONS) > 20) {
            faults.add(new Fault("/parameters/" + CONNECTIONS, "is not from 1 to 20", "write 3"));
        }
        if (Reactions.ends(limit).isEmpty()) {
            faults.add(
                    new Fault("/reactions", "names no code that a connection is closed with", "add { close: 4020 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING, Fact.SIGNING_KEY, Fact.REST);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        long connects = given.whole(CONNECTIONS) + 1;
        Duration time = given.duration(WITHIN).plus(Visits.ONE_CONNECT.multipliedBy(connects + CALLS));
        return Cost.ofConnects(connects, connects, time).withRestCalls(CALLS);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        return Visits.judged(limit, stage, visits -> new Kicked(limit, stage, visits).probe());
    }
}
