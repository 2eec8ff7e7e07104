package dev.plimsoll.limits;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.ServiceKind;
import dev.plimsoll.model.limit.Source;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Limits, probes and targets to test with. */
final class Limits {
    private Limits() {}

    static Limit limit(String id, String probe, Reaction... reactions) {
        return new Limit(
                id,
                id,
                "x",
                Optional.empty(),
                List.of(reactions),
                "",
                new Source("docs", "", Provenance.DOCUMENTED),
                List.of(),
                probe,
                Map.of(),
                Map.of(),
                List.of());
    }

    static LimitPack pack(Limit... limits) {
        return new LimitPack("pack", "Pack", ServiceKind.SIGNALLING, List.of(), List.of(limits));
    }

    /** A target of which only the signalling is known. */
    static TargetFacts signallingAlone(boolean disposable) {
        Credential.SigningKey key = new Credential.SigningKey("sk_id_x", new Secret("sk_secret_of_the_test"));
        Credentials credentials = new Credentials(Optional.of(key), Optional.empty(), InstantSource.system());
        return new TargetFacts(
                Optional.of(new TargetFacts.Signalling(
                        new Endpoint(URI.create("ws://127.0.0.1:1")), credentials, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SourceAddresses.ANY,
                ConnectRate.DOCUMENTED,
                disposable);
    }

    static Surroundings at(TargetFacts target, QuotaGauge quota) {
        return at(target, quota, Purse.bottomless());
    }

    /** A target that others share, of which so much may be used. */
    static Surroundings with(Purse purse) {
        return at(signallingAlone(false), QuotaGauge.unknown(), purse);
    }

    private static Surroundings at(TargetFacts target, QuotaGauge quota, Purse purse) {
        return new Surroundings(
                target,
                quota,
                new SignallingMeter(),
                InstantSource.system(),
                System::nanoTime,
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                purse);
    }

    /** What a probe does when it is run. */
    @FunctionalInterface
    interface Act {
        void on(Stage stage) throws InterruptedException;
    }

    /** A probe that does what it is told and passes. */
    record Scripted(String id, Set<Fact> facts, long messages, boolean exhausting, Act act) implements Probe {
        static Scripted of(String id, Act act) {
            return new Scripted(id, Set.of(Fact.SIGNALLING), 0, false, act);
        }

        @Override
        public String purpose() {
            return "Serves a test.";
        }

        @Override
        public Set<LimitUnit> units() {
            return Set.of();
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Set<Fact> needs(Limit limit) {
            return facts;
        }

        @Override
        public Cost cost(Limit limit, TargetFacts target) {
            return Cost.ofConnects(1, 1, Duration.ofSeconds(1)).withMessages(messages);
        }

        @Override
        public boolean exhausts(Limit limit) {
            return exhausting;
        }

        @Override
        public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
            act.on(stage);
            Part part = Part.of("done", "it was done", true, "done", "done");
            return LimitVerdict.of(limit, List.of(part), stage.evidence().exchanges());
        }
    }
}
