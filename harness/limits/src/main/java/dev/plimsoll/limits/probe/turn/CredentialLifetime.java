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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a TURN credential is over, and what becomes of an allocation that was made with it: whether it is cut off, as
 * Cloudflare documents it, or lives on, as at coturn. By its time, or by a revocation.
 */
public final class CredentialLifetime implements Probe {
    static final String BY = "by";
    static final String EXPIRY = "expiry";
    static final String REVOKE = "revoke";
    static final String TTL = "ttl";
    static final String RUNNING = "running";
    static final String CUT = "cut";
    static final String LIVES = "lives";
    static final String WITHIN = "within";
    static final String TOLERANCE = "tolerance";
    private static final Duration MARGIN = Duration.ofSeconds(3);
    private static final int ALLOCATIONS_A_SECOND = 4;

    @Override
    public String id() {
        return "credential-lifetime";
    }

    @Override
    public String purpose() {
        return "Allocates with a short-lived or revoked TURN credential again and again, and keeps an allocation, to see when "
                + "new ones are refused and whether the old one is cut off.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(BY, Kind.TEXT, EXPIRY, "how the credential ends: expiry or revoke"),
                Parameter.optional(
                        TTL, Kind.DURATION, "5s", "of the credential that expires; whole seconds, 2s or more"),
                Parameter.optional(RUNNING, Kind.TEXT, CUT, "what becomes of an allocation that runs: cut or lives"),
                Parameter.optional(
                        WITHIN, Kind.DURATION, "15s", "for how long it is watched after the credential's end"),
                Parameter.optional(TOLERANCE, Kind.DURATION, "2s", "how early or late new allocations may be refused"),
                TurnParameters.TRANSPORT,
                TurnParameters.PATIENCE);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        TurnParameters.transportFault(limit, faults);
        TurnParameters.choiceFault(limit, BY, List.of(EXPIRY, REVOKE), faults);
        TurnParameters.choiceFault(limit, RUNNING, List.of(CUT, LIVES), faults);
        if (given.duration(TTL).toSeconds() < 2 || given.duration(TTL).toMillis() % 1_000 != 0) {
            faults.add(new Fault("/parameters/" + TTL, "is not 2 or more whole seconds", "write 5s"));
        }
        if (given.text(BY).equals(EXPIRY) && !TurnParameters.namesStunError(limit)) {
            faults.add(new Fault("/reactions", "names no STUN error for a new Allocate", "write { stun: 401 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return new Parameters(limit).text(BY).equals(REVOKE)
                ? EnumSet.of(Fact.TURN, Fact.TURN_API)
                : EnumSet.of(Fact.TURN, Fact.TURN_USERS);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        boolean expires = given.text(BY).equals(EXPIRY);
        Duration time =
                given.duration(WITHIN).plus(expires ? given.duration(TTL).plus(given.duration(TOLERANCE)) : MARGIN);
        return Cost.ofConnects(0, 0, time)
                .withAllocations(expires ? 1 + ALLOCATIONS_A_SECOND * time.toSeconds() : 1)
                .withRestCalls(TurnPlace.callsFor(1, target) + (expires ? 0 : 1));
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (TurnPlace place = TurnParameters.place(limit, stage)) {
            CredentialRun run = new CredentialRun(limit, stage, place);
            List<Part> parts = new Parameters(limit).text(BY).equals(REVOKE) ? run.revoked() : run.expired();
            place.tell();
            return LimitVerdict.of(limit, parts, stage.evidence().exchanges());
        }
    }
}
