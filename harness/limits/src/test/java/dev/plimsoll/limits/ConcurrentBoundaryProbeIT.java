package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrentBoundaryProbeIT {
    private static final LimitSpec LIMIT = new LimitSpec("l", "Connections", 10, 3, 4010, "test");

    private final SignallingMeter meter = new SignallingMeter();

    @Test
    void a_cap_that_holds_exactly_passes_and_every_connection_is_counted_and_closed() throws Exception {
        assertThat(probe(LIMIT, 10)).extracting(Check::verdict).containsExactly(Verdict.PASS, Verdict.PASS);
        assertThat(meter.census().counts(Source.PROBES).accepted()).isEqualTo(10);
        assertThat(meter.census().counts(Source.PROBES).rejected()).containsEntry("4010", 3L);
        for (int attempt = 0; attempt < 100 && meter.census().open() > 0; attempt++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(meter.census().open()).isZero();
    }

    @Test
    void a_cap_one_too_low_fails_at_the_last_connection() {
        List<Check> checks = probe(LIMIT, 9);

        assertThat(checks).extracting(Check::verdict).containsExactly(Verdict.FAIL, Verdict.SKIPPED);
        assertThat(checks.get(0).observed()).contains("number 10 met 4010");
    }

    @Test
    void a_cap_one_too_high_fails_beyond_the_boundary() {
        List<Check> checks = probe(LIMIT, 11);

        assertThat(checks).extracting(Check::verdict).containsExactly(Verdict.PASS, Verdict.FAIL);
        assertThat(checks.get(1).observed()).isEqualTo("2 x 4010, 1 x accepted");
    }

    @Test
    void the_right_refusal_with_the_wrong_code_fails() {
        LimitSpec otherCode = new LimitSpec("l", "Connections", 10, 3, 4011, "test");

        assertThat(probe(otherCode, 10)).extracting(Check::verdict).containsExactly(Verdict.PASS, Verdict.FAIL);
    }

    private List<Check> probe(LimitSpec limit, int cap) {
        try (Sandbox sandbox = Sandbox.start(SandboxConfigReader.yaml(
                "{turn: false, connectsPerIp: 1000, maxConcurrentConnections: " + cap + "}"))) {
            AppKeys keys = sandbox.keys();
            TokenSigner signer = new TokenSigner(keys.keyId(), keys.secret());
            Connector connector = (peerId, listener) -> SignallingClient.connect(
                    new Endpoint(sandbox.url()),
                    new Endpoint.Presented.Token(
                            signer.sign(TokenClaims.of(peerId, Instant.now().plusSeconds(60)))),
                    SignallingClient.Options.within(Duration.ofSeconds(5)),
                    listener);
            return new ConcurrentBoundaryProbe(connector, meter).run(limit);
        }
    }
}
