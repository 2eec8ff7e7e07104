package dev.plimsoll.limits.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.PackRunner;
import dev.plimsoll.limits.Probes;
import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The probe at a sandbox that is as documented; DetectionIT plants the faults. */
class ConcurrentBoundaryIT {
    private static final int CAP = 10;

    private static final Map<String, String> USAGE =
            Map.of("path", "/v1/usage", "open", "/concurrentNow", "most", "/plan/maxConcurrentConnections");
    private static final WebSocket.Listener QUIET = new WebSocket.Listener() {};

    private final SignallingMeter meter = new SignallingMeter();

    @Test
    void a_cap_that_holds_exactly_passes_in_every_part() {
        LimitVerdict verdict = probe(1_000);

        assertThat(verdict.parts())
                .extracting(Part::id)
                .containsExactly("accepted", "rejected", "slot", "burst", "leak");
        assertThat(verdict.parts()).extracting(Part::verdict).containsOnly(Verdict.PASS);
        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
        assertThat(verdict.evidence()).isNotEmpty();
        assertThat(meter.census().open()).isZero();
    }

    @Test
    void a_source_address_that_is_used_up_is_not_blamed_on_the_limit() {
        LimitVerdict verdict = probe(7);

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reason()).contains("too many connects from this address");
    }

    @Test
    void a_cap_that_is_checked_before_it_is_held_is_seen_by_the_burst_alone() {
        LimitVerdict verdict = probe(1_000, "cap-checked-before-held");

        assertThat(verdict.parts())
                .filteredOn(part -> part.verdict() != Verdict.PASS)
                .extracting(Part::id)
                .containsExactly("burst");
    }

    @Test
    void a_connection_of_the_run_that_leaves_while_the_probe_fills_up_makes_it_invalid_and_not_half_passed() {
        meter.connectDecided(Source.LOAD, new ConnectOutcome.Accepted(Duration.ZERO, "load-1"));
        AtomicBoolean left = new AtomicBoolean();
        LongSupplier leaving = () -> {
            if (meter.census().open() == CAP / 2 && left.compareAndSet(false, true)) {
                meter.closed(Source.LOAD);
            }
            return System.nanoTime();
        };

        try (Sandbox sandbox = sandbox(1_000)) {
            LimitVerdict verdict = probe(limit(), surroundings(sandbox, leaving));

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.INVALID);
            assertThat(verdict.reason()).contains("connections of the run came or left");
        }
    }

    @Test
    void connections_of_others_take_places_and_are_told() throws Exception {
        try (Sandbox sandbox = sandbox(1_000)) {
            HttpClient others = HttpClient.newHttpClient();
            for (int i = 0; i < 3; i++) {
                others.newWebSocketBuilder()
                        .buildAsync(
                                sandbox.url()
                                        .resolve("/v1?key=" + sandbox.keys().publishable()),
                                QUIET)
                        .get(5, TimeUnit.SECONDS);
            }

            LimitVerdict verdict = probe(sandbox, limit().withParameter("usage", USAGE, "the test"));

            assertThat(verdict.parts().get(0).observed())
                    .isEqualTo("10 open at once (0 of the run, 3 of others, 7 of the probe)");
            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void a_plan_that_has_another_number_than_the_limit_is_skipped_and_says_what_to_write() {
        try (Sandbox sandbox = sandbox(1_000)) {
            Limit larger = limit().as(new Quantity(CAP + 5, LimitUnit.CONNECTIONS));

            LimitVerdict verdict = probe(sandbox, larger.withParameter("usage", USAGE, "the test"));

            assertThat(verdict.verdict()).isEqualTo(Verdict.SKIPPED);
            assertThat(verdict.reason()).contains("the app's plan has 10 connections", "connections: 10");
        }
    }

    private static Sandbox sandbox(int connectsPerIp, String... faults) {
        return Sandbox.start(SandboxConfigReader.yaml("{turn: false, coldKey: 0ms, connectsPerIp: " + connectsPerIp
                + ", maxConcurrentConnections: " + CAP + ", faults: " + List.of(faults) + "}"));
    }

    private LimitVerdict probe(int connectsPerIp, String... faults) {
        try (Sandbox sandbox = sandbox(connectsPerIp, faults)) {
            return probe(sandbox, limit());
        }
    }

    private LimitVerdict probe(Sandbox sandbox, Limit limit) {
        return probe(limit, surroundings(sandbox, System::nanoTime));
    }

    private LimitVerdict probe(Limit limit, Surroundings surroundings) {
        LimitVerdict verdict = new PackRunner(Probes.of(new ConcurrentBoundary()), surroundings, any -> {}).run(limit);
        awaitAllClosed();
        return verdict;
    }

    private void awaitAllClosed() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (meter.census().open() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private Surroundings surroundings(Sandbox sandbox, LongSupplier nanoClock) {
        Credential.SigningKey key =
                new Credential.SigningKey(sandbox.keys().keyId(), sandbox.keys().secret());
        TargetFacts target = new TargetFacts(
                Optional.of(new TargetFacts.Signalling(
                        new Endpoint(sandbox.url()),
                        new Credentials(Optional.of(key), Optional.empty(), InstantSource.system()),
                        Optional.empty())),
                Optional.of(new TargetFacts.Rest(
                        sandbox.httpUrl(),
                        new Secret(key.id() + ":" + key.secret().reveal()))),
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
                nanoClock,
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
                new dev.plimsoll.model.limit.Source("test", "", Provenance.DOCUMENTED),
                List.of(),
                "concurrent-boundary",
                Map.of("beyond", 3, "phases", ConcurrentBoundary.PHASES, "frees", "500ms", "timeout", "5s"),
                Map.of(),
                List.of());
    }
}
