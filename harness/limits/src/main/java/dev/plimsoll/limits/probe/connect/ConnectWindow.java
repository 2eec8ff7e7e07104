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
 * How many connects one source address may make in a window: exactly as many as documented are accepted, the next are
 * refused as documented, another address is not concerned, and the refused one is admitted again after the window without
 * anybody's help. It keeps no pace, for the pace is what it is about.
 */
public final class ConnectWindow implements Probe {
    static final String WINDOW = "window";
    static final String BEYOND = "beyond";
    static final String RECOVERS = "recovers";
    /** What of earlier connects the service may still count, for clocks differ. */
    static final Duration MARGIN = Duration.ofMillis(250);

    static final int MOST_RECOVERY_ATTEMPTS = 5;
    private static final Duration ONE_CONNECT = Duration.ofMillis(100);

    @Override
    public String id() {
        return "connect-window";
    }

    @Override
    public String purpose() {
        return "Connects from one source address as often as a window permits and beyond, meanwhile from another; then "
                + "measures when it is let in again.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.CONNECTS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(WINDOW, Kind.DURATION, "in which connects of one address are counted"),
                Parameter.optional(BEYOND, Kind.WHOLE, 2, "how many more than permitted are attempted; 1 to 100"),
                Parameter.optional(
                        RECOVERS, Kind.DURATION, "5s", "after the window, within which connects are accepted again"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        if (given.whole(BEYOND) < 1 || given.whole(BEYOND) > 100) {
            faults.add(new Fault("/parameters/" + BEYOND, "is not from 1 to 100", "write 2"));
        }
        if (limit.documented().orElseThrow().value() < 1) {
            faults.add(new Fault("/documented/value", "permits no connect", "write 1 or more"));
        }
        if (given.duration(WINDOW).isZero()) {
            faults.add(new Fault("/parameters/" + WINDOW, "is no time at all", "write 60s"));
        }
        if (Reactions.refusals(limit).isEmpty()) {
            faults.add(new Fault("/reactions", "names no way in which a connect is refused", "write { http: 429 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        long connects = limit.documented().orElseThrow().value() + given.whole(BEYOND) + MOST_RECOVERY_ATTEMPTS + 1;
        Duration time = given.duration(WINDOW)
                .multipliedBy(2)
                .plus(given.duration(RECOVERS))
                .plus(ONE_CONNECT.multipliedBy(connects));
        return Cost.ofConnects(connects, 2, time);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        return Visits.judged(limit, stage, visits -> new WindowCount(limit, stage, visits).probe());
    }
}
