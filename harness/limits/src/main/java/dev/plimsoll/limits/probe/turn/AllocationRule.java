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
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Stretches or breaks one rule of TURN allocations, and holds the server's answer against what is documented. */
public final class AllocationRule implements Probe {
    static final String RULE = "rule";
    static final String ASK = "ask";
    static final String PEERS = "peers";
    static final String SLACK = "slack";
    private static final int FEW = 20;
    private static final Duration ONE_ALLOCATION = Duration.ofMillis(500);

    @Override
    public String id() {
        return "allocation-rules";
    }

    @Override
    public String purpose() {
        return "Breaks or stretches one rule of TURN allocations: a second Allocate, another user, a stale nonce, a "
                + "lifetime, an address family, a denied peer.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.SECONDS);
    }

    @Override
    public boolean needsValue() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(RULE, Kind.TEXT, "which, of " + String.join(", ", Rule.labels())),
                Parameter.perhaps(ASK, Kind.DURATION, "the lifetime that is asked for, with rule: lifetime"),
                Parameter.perhaps(PEERS, Kind.LIST, "addresses, with rule: permission or channel"),
                Parameter.optional(SLACK, Kind.DURATION, "2s", "how late a nonce may become stale"),
                TurnParameters.TRANSPORT,
                TurnParameters.PATIENCE);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        TurnParameters.transportFault(limit, faults);
        TurnParameters.choiceFault(limit, RULE, Rule.labels(), faults);
        if (!faults.isEmpty()) {
            return faults;
        }
        Rule rule = Rule.of(given.text(RULE));
        if (rule.takesValue() != limit.documented().isPresent()) {
            faults.add(new Fault(
                    "/documented",
                    rule.takesValue()
                            ? "is missing: this rule has a value"
                            : "stands there, and this rule has no value",
                    rule.takesValue() ? "write { value: 600, unit: seconds }" : "leave it out"));
        }
        if (rule == Rule.LIFETIME && !given.has(ASK)) {
            faults.add(new Fault("/parameters/" + ASK, "is missing", "write the lifetime to ask for, as 60s"));
        }
        if (rule.takesPeers()) {
            peersFault(given, faults);
        }
        if (rule != Rule.LIFETIME && limit.reactions().isEmpty()) {
            faults.add(new Fault("/reactions", "are missing", "write { stun: 437 }, or { accepted: true }"));
        }
        return faults;
    }

    private static void peersFault(Parameters given, List<Fault> faults) {
        String pointer = "/parameters/" + PEERS;
        if (!given.has(PEERS)
                || given.list(PEERS).isEmpty()
                || given.list(PEERS).size() > FEW) {
            faults.add(new Fault(pointer, "is not 1 to " + FEW + " addresses", "write [127.0.0.1]"));
        } else if (given.texts(PEERS).stream().anyMatch(peer -> !peer.matches("[0-9.]+|[0-9a-fA-F:]+"))) {
            faults.add(new Fault(pointer, "has an entry that is no IP address", "write [127.0.0.1]"));
        }
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Rule.of(new Parameters(limit).text(RULE)).takesTwoUsers()
                ? EnumSet.of(Fact.TURN, Fact.TURN_USERS)
                : EnumSet.of(Fact.TURN);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        Rule rule = Rule.of(given.text(RULE));
        long allocations = given.has(PEERS) ? given.list(PEERS).size() : 2;
        // A young nonce, then an old one.
        Duration wait = rule == Rule.AGED_NONCE
                ? Duration.ofSeconds(limit.documented().orElseThrow().value())
                        .multipliedBy(3)
                        .dividedBy(2)
                        .plus(given.duration(SLACK))
                : Duration.ZERO;
        long users = rule.takesTwoUsers() ? 2 : 1;
        return Cost.ofConnects(0, 0, wait.plus(ONE_ALLOCATION.multipliedBy(allocations)))
                .withAllocations(allocations)
                .withRestCalls(TurnPlace.callsFor(users, target));
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Rule rule = Rule.of(new Parameters(limit).text(RULE));
        if (rule == Rule.AGED_NONCE && limit.documented().orElseThrow().value() == 0) {
            return LimitVerdict.without(
                    limit, Verdict.SKIPPED, "the target's nonces never become stale (0 stands for never)", List.of());
        }
        try (TurnPlace place = TurnParameters.place(limit, stage)) {
            List<Part> parts = new AllocationRuleRun(limit, place).probe(rule);
            place.tell();
            return LimitVerdict.of(limit, parts, stage.evidence().exchanges());
        }
    }
}
