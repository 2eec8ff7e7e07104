package dev.plimsoll.limits.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.PackRunner;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.limits.target.ConnectRate;
import dev.plimsoll.limits.target.Credentials;
import dev.plimsoll.limits.target.QuotaGauge;
import dev.plimsoll.limits.target.TargetFacts;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.Source;
import dev.plimsoll.model.plan.SourceAddresses;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probe at a sandbox that is as documented, and at one with each fault that a probe of this limit must see. */
class ConcurrentBoundaryIT {
    private static final int CAP = 10;

    private final SignallingMeter meter = new SignallingMeter();

    @Test
    void a_cap_that_holds_exactly_passes_in_every_part() {
        LimitVerdict verdict = probe("", 1_000);

        assertThat(verdict.parts())
                .extracting(Part::id)
                .containsExactly("accepted", "rejected", "slot", "burst", "leak");
        assertThat(verdict.parts()).extracting(Part::verdict).containsOnly(Verdict.PASS);
        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
        assertThat(verdict.evidence()).isNotEmpty();
        assertThat(meter.census().open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "cap-one-too-few, accepted",
        "cap-one-too-many, rejected",
        "cap-off, burst",
        "cap-wrong-close-code, rejected",
        "cap-drops-connection, rejected",
        "cap-refuses-over-http, rejected",
        "cap-welcomes-first, rejected",
        "cap-never-frees, slot",
        "cap-frees-late, slot"
    })
    void a_fault_of_the_cap_fails_the_part_that_it_concerns(String fault, String part) {
        LimitVerdict verdict = probe(", faults: [" + fault + "]", 1_000);

        assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.FAIL);
        assertThat(verdict.parts())
                .filteredOn(found -> found.verdict() == Verdict.FAIL)
                .extracting(Part::id)
                .contains(part);
    }

    @Test
    void a_source_address_that_is_used_up_is_not_blamed_on_the_limit() {
        LimitVerdict verdict = probe("", 7);

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reason()).contains("too many connects from this address");
    }

    private LimitVerdict probe(String settings, int connectsPerIp) {
        try (Sandbox sandbox = Sandbox.start(SandboxConfigReader.yaml("{turn: false, coldKey: 0ms, connectsPerIp: "
                + connectsPerIp + ", maxConcurrentConnections: " + CAP + settings + "}"))) {
            LimitVerdict verdict = new PackRunner(
                            Probes.of(new ConcurrentBoundary()), surroundings(sandbox), limit -> {})
                    .run(limit());
            awaitAllClosed();
            return verdict;
        }
    }

    private void awaitAllClosed() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (meter.census().open() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private Surroundings surroundings(Sandbox sandbox) {
        Credential.SigningKey key =
                new Credential.SigningKey(sandbox.keys().keyId(), sandbox.keys().secret());
        TargetFacts target = new TargetFacts(
                Optional.of(new TargetFacts.Signalling(
                        new Endpoint(sandbox.url()),
                        new Credentials(Optional.of(key), Optional.empty(), InstantSource.system()),
                        Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SourceAddresses.parse("127.0.0.2-127.0.0.3"),
                new ConnectRate(1_000, Duration.ofSeconds(60)),
                true);
        return new Surroundings(
                target,
                QuotaGauge.unknown(),
                meter,
                InstantSource.system(),
                System::nanoTime,
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    private static Limit limit() {
        return new Limit(
                "connections",
                "Connections",
                "open connections",
                Optional.of(new Quantity(CAP, LimitUnit.CONNECTIONS)),
                List.of(new Reaction.Close(4010, false)),
                "",
                new Source("test", "", Provenance.DOCUMENTED),
                List.of(),
                "concurrent-boundary",
                Map.of("beyond", 3, "phases", ConcurrentBoundary.PHASES, "frees", "500ms", "timeout", "5s"),
                Map.of(),
                List.of());
    }
}
