package dev.plimsoll.limits.probe.quota;

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
 * How many messages a plan has: exactly as many as are left are accepted, what follows is refused one by one, receiving goes
 * on, connections stay, and the usage that the service reports agrees. It leaves the plan used up.
 */
public final class MessageQuota implements Probe {
    static final String SENDERS = "senders";
    static final String RATE = "rate";
    static final String BEYOND = "beyond";
    static final String LAG = "usageLag";
    static final String PATIENCE = "patience";

    private static final int LISTENERS = 2;
    private static final long MOST_SENDERS = 100;
    private static final long USAGE_CALLS = 10;

    @Override
    public String id() {
        return "quota";
    }

    @Override
    public String purpose() {
        return "Publishes what a plan has left and more; what is beyond is refused, receiving goes on, usage agrees.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MESSAGES);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(SENDERS, Kind.WHOLE, 10, "connections that publish"),
                Parameter.optional(RATE, Kind.RATE, "80/s", "publishes a second of each, below the limit on that"),
                Parameter.optional(BEYOND, Kind.WHOLE, 5, "how many more than permitted are tried"),
                Parameter.optional(LAG, Kind.DURATION, "5s", "how far the reported usage may lag behind"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for an answer"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        for (String name : List.of(SENDERS, BEYOND)) {
            if (given.whole(name) < 1 || given.whole(name) > MOST_SENDERS) {
                faults.add(new Fault("/parameters/" + name, "is not from 1 to " + MOST_SENDERS, "write 5"));
            }
        }
        if (limit.documented().orElseThrow().value() < 1) {
            faults.add(new Fault("/documented/value", "permits nothing", "write 1 or more"));
        }
        if (limit.reactions().isEmpty()) {
            faults.add(new Fault("/reactions", "does not say how the next is refused", "write { error: <code> }"));
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
        long messages = limit.documented().orElseThrow().value() + given.whole(BEYOND) + 1;
        long connects = given.whole(SENDERS) + LISTENERS + 1;
        double seconds = messages / (given.rate(RATE) * given.whole(SENDERS));
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(Duration.ofMillis(Math.round(seconds * 1_000)))
                .plus(given.duration(LAG));
        return Cost.ofConnects(connects, connects, time).withMessages(messages).withRestCalls(USAGE_CALLS);
    }

    @Override
    public boolean exhausts(Limit limit) {
        return true;
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (Spending spending = new Spending(limit, stage)) {
            return LimitVerdict.of(limit, spending.probe(), stage.evidence().exchanges());
        }
    }
}
