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
 * When a connection ends whose token ends: so long before the token's own end as documented, with the documented code. A
 * fresh token is accepted afterwards, the old one is not. Times are this machine's: its clock must be right.
 */
public final class TokenExpiry implements Probe {
    static final String LIFE = "life";
    static final String ROUNDS = "rounds";
    static final String TOLERANCE = "tolerance";
    /** How long a connection is watched beyond its end, to tell a late close from none. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    @Override
    public String id() {
        return "token-expiry";
    }

    @Override
    public String purpose() {
        return "Holds connections until their tokens end, and sees when and how they are closed; then comes back with a "
                + "fresh token and with the old one.";
    }

    /** How long before the token's end the connection is closed. */
    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MILLISECONDS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(LIFE, Kind.DURATION, "5s", "of the first connection's token; 1s to 1h"),
                Parameter.optional(
                        ROUNDS, Kind.WHOLE, 3, "connections, whose tokens end a second after one another; 1 to 20"),
                Parameter.optional(
                        TOLERANCE, Kind.DURATION, "150ms", "how far from the documented moment the median may lie"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        if (given.whole(ROUNDS) < 1 || given.whole(ROUNDS) > 20) {
            faults.add(new Fault("/parameters/" + ROUNDS, "is not from 1 to 20", "write 3"));
        }
        Duration life = given.duration(LIFE);
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(Duration.ofHours(1)) > 0) {
            faults.add(new Fault("/parameters/" + LIFE, "is not from 1s to 1h", "write 5s"));
        }
        if (Reactions.ends(limit).isEmpty()) {
            faults.add(
                    new Fault("/reactions", "names no code that a connection is closed with", "add { close: 4002 }"));
        }
        if (Reactions.refusals(limit).isEmpty()) {
            faults.add(new Fault(
                    "/reactions",
                    "does not say how the old token is refused afterwards",
                    "add { close: 4002, welcomed: false }"));
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
        long rounds = given.whole(ROUNDS);
        Duration time = given.duration(LIFE)
                .plus(Duration.ofSeconds(1 + rounds))
                .plus(PATIENCE)
                .plus(Visits.ONE_CONNECT.multipliedBy(rounds + 2));
        return Cost.ofConnects(rounds + 2, rounds + 1, time);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        return Visits.judged(limit, stage, visits -> new Expiry(limit, stage, visits).probe());
    }
}
