package dev.plimsoll.limits.probe.turn;

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
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How many allocations there may be at once: of one user, or of the server. As many as documented are granted, the next are
 * refused as documented, one after another and as a burst; a place that was given back is usable again, and none leaks.
 */
public final class AllocationBoundaryProbe implements Probe {
    static final String SCOPE = "scope";
    static final String USER = "user";
    static final String SERVER = "server";
    static final String BEYOND = "beyond";
    static final String FRAYED = "frayed";
    static final String FREES = "frees";
    private static final int MOST = 10_000;
    private static final Duration ONE_ALLOCATION = Duration.ofMillis(40);

    @Override
    public String id() {
        return "allocation-boundary";
    }

    @Override
    public String purpose() {
        return "Allocates at a TURN server up to a quota and beyond, one after another and as a burst; measures how soon a "
                + "place is free again, and that none leaks.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.ALLOCATIONS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(SCOPE, Kind.TEXT, USER, "whose allocations count: user or server"),
                Parameter.optional(BEYOND, Kind.WHOLE, 2, "how many more than permitted are attempted; 1 to 1000"),
                Parameter.optional(
                        FRAYED,
                        Kind.WHOLE,
                        0,
                        "how many fewer than the value may be granted, where it is no exact count"),
                Parameter.optional(
                        FREES, Kind.DURATION, "3s", "within which an ended allocation's place is usable again"),
                TurnParameters.TRANSPORT,
                TurnParameters.PATIENCE);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        TurnParameters.transportFault(limit, faults);
        TurnParameters.choiceFault(limit, SCOPE, List.of(USER, SERVER), faults);
        if (given.whole(BEYOND) < 1 || given.whole(BEYOND) > 1_000) {
            faults.add(new Fault("/parameters/" + BEYOND, "is not from 1 to 1000", "write 2"));
        }
        if (limit.documented().orElseThrow().value() > MOST) {
            faults.add(new Fault("/documented/value", "is more than is probed", "write " + MOST + " or less"));
        }
        if (!TurnParameters.namesStunError(limit)) {
            faults.add(new Fault("/reactions", "names no STUN error", "write { stun: 486 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return EnumSet.of(Fact.TURN, Fact.TURN_USERS);
    }

    @Override
    public boolean exhausts(Limit limit) {
        return new Parameters(limit).text(SCOPE).equals(SERVER);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        long value = limit.documented().orElseThrow().value();
        if (value == 0) {
            return Cost.NONE;
        }
        long tries = given.duration(FREES).toMillis() / AllocationBoundaryRun.EVERY.toMillis() + 1;
        long allocations = 3 * (value + given.whole(BEYOND)) + 2 + tries;
        Duration time = ONE_ALLOCATION
                .multipliedBy(allocations)
                .plus(given.duration(FREES).multipliedBy(4));
        return Cost.ofConnects(0, 0, time)
                .withAllocations(allocations)
                .withRestCalls(TurnPlace.callsFor(allocations, target));
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        if (limit.documented().orElseThrow().value() == 0) {
            String why = "the target sets no such quota (0 stands for none)";
            return LimitVerdict.without(limit, Verdict.SKIPPED, why, List.of());
        }
        try (TurnPlace place = TurnParameters.place(limit, stage)) {
            AllocationBoundaryRun run = new AllocationBoundaryRun(limit, stage, place);
            List<dev.plimsoll.model.limit.Part> parts = run.probe();
            place.tell();
            return LimitVerdict.of(limit, parts, stage.evidence().exchanges());
        }
    }
}
