package dev.plimsoll.limits.probe.exchange;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Plays what a pack writes down step by step: peers send, are answered, and hear; every step must hold. */
public final class Exchange implements Probe {
    private static final String PATIENCE = "patience";
    private static final String QUIET = "quiet";
    /** A request and its answer, or a connect, on a slow path. */
    private static final Duration ONE_STEP = Duration.ofMillis(200);

    @Override
    public String id() {
        return "exchange";
    }

    @Override
    public String purpose() {
        return "Plays an exchange step by step: peers send, must be answered as written, and must hear what is written.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(Script.PEERS, Kind.MAP, "who takes part: names and what each presents"),
                Parameter.required(Script.STEPS, Kind.LIST, "what happens, in order"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for what must come"),
                Parameter.optional(QUIET, Kind.DURATION, "300ms", "to wait for what must not come"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Script.read(limit, faults::add);
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        Script script = script(limit);
        Set<Fact> needs = EnumSet.of(Fact.SIGNALLING);
        if (script.uses(PeerSpec.Kind.TOKEN)) {
            needs.add(Fact.SIGNING_KEY);
        }
        if (script.uses(PeerSpec.Kind.PUBLISHABLE)) {
            needs.add(Fact.PUBLISHABLE_KEY);
        }
        if (script.uses(PeerSpec.Kind.OTHER_APP)) {
            needs.add(Fact.OTHER_APP);
        }
        if (script.calls()) {
            needs.add(Fact.REST);
        }
        return needs;
    }

    private static Script script(Limit limit) {
        return Script.read(limit, fault -> {});
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Script script = script(limit);
        Duration quiet = new Parameters(limit).duration(QUIET);
        int connects = script.peers().size();
        Duration waits = script.steps().stream().map(step -> step.lasts(quiet)).reduce(Duration.ZERO, Duration::plus);
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(ONE_STEP.multipliedBy(connects + script.steps().size()))
                .plus(waits);
        return Cost.ofConnects(connects, connects, time)
                .withMessages(script.steps().stream().mapToLong(Step::messages).sum())
                .withRestCalls(script.steps().stream().mapToLong(Step::calls).sum()
                        + script.peers().values().stream()
                                .filter(peer -> peer.kind() == PeerSpec.Kind.MINTED)
                                .count());
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Parameters given = new Parameters(limit);
        try (Performance performance =
                new Performance(limit, script(limit), stage, given.duration(PATIENCE), given.duration(QUIET))) {
            return LimitVerdict.of(limit, performance.play(), stage.evidence().exchanges());
        }
    }
}
