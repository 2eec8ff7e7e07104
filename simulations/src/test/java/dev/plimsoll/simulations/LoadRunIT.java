package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRunIT {

    @TempDir
    Path results;

    @Test
    void every_delivery_of_a_load_on_a_healthy_service_is_accounted_for() throws Exception {
        try (Sandbox sandbox = Sandbox.start(config(1000, 1000))) {
            SignallingMeter meter = new SignallingMeter();
            RunPlan plan = plan(60, 6);

            Optional<String> trouble = start(sandbox, plan, meter).await(Duration.ofSeconds(60));

            assertThat(trouble).isEmpty();
            assertThat(meter.census().counts(Source.LOAD).accepted()).isEqualTo(60);
            DeliveryTotals totals = meter.ledger().totals();
            long published = plan.load().orElseThrow().publishes();
            assertThat(meter.counters().sent()).isEqualTo(published).isPositive();
            assertThat(meter.counters().acked()).isEqualTo(published);
            // Whom a busy machine lets in after the first publishes is not owed them.
            assertThat(totals.expected()).isBetween(published * 8, published * 9);
            assertThat(totals.delivered()).isEqualTo(totals.expected());
            assertThat(sandbox.counts().deliveries()).isEqualTo(totals.delivered() + totals.atBoundary());
            assertThat(meter.census().open()).isZero();
            try (var files = Files.walk(results)) {
                assertThat(files.map(file -> file.getFileName().toString())).contains("index.html", "simulation.log");
            }
        }
    }

    @Test
    void a_connection_that_is_upgraded_and_then_closed_with_4010_is_a_rejection() throws Exception {
        try (Sandbox sandbox = Sandbox.start(config(5, 1000))) {
            SignallingMeter meter = new SignallingMeter();

            Optional<String> trouble = start(sandbox, plan(12, 2), meter).await(Duration.ofSeconds(60));

            assertThat(trouble).isEmpty();
            assertThat(meter.census().counts(Source.LOAD).accepted()).isEqualTo(5);
            assertThat(meter.census().counts(Source.LOAD).rejected()).containsOnly(entry("4010", 7L));
        }
    }

    @Test
    void connects_beyond_the_address_window_are_rejected_over_http() throws Exception {
        try (Sandbox sandbox = Sandbox.start(config(1000, 4))) {
            SignallingMeter meter = new SignallingMeter();

            Optional<String> trouble = start(sandbox, plan(10, 2), meter).await(Duration.ofSeconds(60));

            assertThat(trouble).isEmpty();
            assertThat(meter.census().counts(Source.LOAD).accepted()).isEqualTo(4);
            assertThat(meter.census().counts(Source.LOAD).rejected()).containsOnly(entry("429", 6L));
        }
    }

    private static java.util.Map.Entry<String, Long> entry(String code, long count) {
        return java.util.Map.entry(code, count);
    }

    private static SandboxConfig config(int connections, int connectsPerIp) {
        return SandboxConfigReader.yaml(
                "{turn: false, maxConcurrentConnections: " + connections + ", connectsPerIp: " + connectsPerIp + "}");
    }

    private LoadRun start(Sandbox sandbox, RunPlan plan, SignallingMeter meter) {
        AppKeys keys = sandbox.keys();
        TokenSigner signer = new TokenSigner(keys.keyId(), keys.secret());
        LoadTarget target = new LoadTarget(
                new Endpoint(sandbox.url()),
                connection -> new Endpoint.Presented.Token(signer.sign(
                        TokenClaims.of(connection.peerId(), Instant.now().plusSeconds(600)))),
                Optional.empty(),
                Duration.ofSeconds(10),
                () -> {});
        return LoadRun.start(target, plan.load().orElseThrow(), meter, results);
    }

    private static RunPlan plan(int connections, int channels) {
        return plan(SignallingLoad.ramp(connections, channels, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.1, 4));
    }

    private static RunPlan plan(SignallingLoad load) {
        Scenario scenario = Scenario.ofLoad("test", new Target.Sandbox(Map.of()), load);
        return Planner.plan(scenario, Segment.WHOLE);
    }
}
