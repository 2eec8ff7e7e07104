package dev.plimsoll.limits.probe.delivery;

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
 * What becomes of many messages: each request has one ack, each publish reaches every subscriber of its channel once, in the
 * order of its sender, unchanged, in time, and nobody else. Defects that strike one message in a thousand show here.
 */
public final class Delivery implements Probe {
    static final String SENDERS = "senders";
    static final String RECEIVERS = "receivers";
    static final String RATE = "rate";
    static final String WITHIN = "within";
    static final String PATIENCE = "patience";

    private static final int MOST_PEERS = 50;
    private static final long MOST_EACH = 30_000;
    private static final Duration ONE_CONNECT = Duration.ofMillis(100);

    @Override
    public String id() {
        return "delivery";
    }

    @Override
    public String purpose() {
        return "Sends many messages and follows each: one ack, one delivery to each subscriber, in order, unchanged, in time.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MESSAGES);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(SENDERS, Kind.WHOLE, 5, "peers that publish, each the same number"),
                Parameter.optional(RECEIVERS, Kind.WHOLE, 5, "peers that receive all of it"),
                Parameter.optional(RATE, Kind.RATE, "80/s", "publishes a second of each, below the limit on that"),
                Parameter.optional(WITHIN, Kind.DURATION, "400ms", "how long a delivery may take"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for what is still on its way at the end"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        for (String name : List.of(SENDERS, RECEIVERS)) {
            if (given.whole(name) < 1 || given.whole(name) > MOST_PEERS) {
                faults.add(new Fault("/parameters/" + name, "is not from 1 to " + MOST_PEERS, "write 5"));
            }
        }
        long messages = limit.documented().orElseThrow().value();
        if (messages < given.whole(SENDERS) || messages > MOST_EACH) {
            faults.add(
                    new Fault("/documented/value", "is not from the number of senders to " + MOST_EACH, "write 1500"));
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
        long messages = limit.documented().orElseThrow().value();
        long connects = given.whole(SENDERS) + given.whole(RECEIVERS) + 1;
        double seconds = messages / (given.rate(RATE) * given.whole(SENDERS));
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(ONE_CONNECT.multipliedBy(connects))
                .plus(Duration.ofMillis(Math.round(seconds * 1_000)));
        return Cost.ofConnects(connects, connects, time).withMessages(messages);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (Following following = new Following(limit, stage)) {
            return LimitVerdict.of(limit, following.probe(), stage.evidence().exchanges());
        }
    }
}
