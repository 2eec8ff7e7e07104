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
 * Whether both sides learn that the other is there: a ping of the protocol is answered, the service sends WebSocket pings of
 * its own so often, a connection that answers none is ended, and others on the channel hear of a peer that died.
 */
public final class Liveness implements Probe {
    static final String GRACE = "grace";
    static final String TOLERANCE = "tolerance";
    static final String PONG = "pong";
    static final String LEFT = "left";
    static final String CHANNEL = "channel";
    private static final int CONNECTS = 4;

    @Override
    public String id() {
        return "liveness";
    }

    @Override
    public String purpose() {
        return "Pings, waits for the service's pings, stops answering them, drops TCP; and hears on a channel who left.";
    }

    /** From one of the service's pings to the next. */
    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MILLISECONDS, LimitUnit.SECONDS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        GRACE, Kind.DURATION, "10s", "for which the service waits for the answer to its ping"),
                Parameter.optional(
                        TOLERANCE, Kind.DURATION, "3s", "by which a ping or an end may come later, and a ping earlier"),
                Parameter.optional(PONG, Kind.DURATION, "2s", "within which a ping is answered"),
                Parameter.optional(LEFT, Kind.DURATION, "40s", "within which others hear that a peer's TCP ended"),
                Parameter.optional(CHANNEL, Kind.TEXT, "plimsoll/liveness", "a channel that the key permits"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        if (limit.documented().orElseThrow().value() < 1) {
            faults.add(new Fault("/documented/value", "is no time at all", "write 30 seconds"));
        }
        if (new Parameters(limit).duration(GRACE).isZero()) {
            faults.add(new Fault("/parameters/" + GRACE, "is no time at all", "write 10s"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING, Fact.SIGNING_KEY);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        Duration time = WelcomeContents.within(limit)
                .multipliedBy(2)
                .plus(given.duration(GRACE))
                .plus(given.duration(TOLERANCE).multipliedBy(3))
                .plus(given.duration(LEFT))
                .plus(Visits.ONE_CONNECT.multipliedBy(CONNECTS));
        return Cost.ofConnects(CONNECTS, CONNECTS, time);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        return Visits.judged(limit, stage, visits -> new SignsOfLife(limit, stage, visits).probe());
    }
}
