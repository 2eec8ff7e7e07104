package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.limits.turn.TestTurn;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnOptions;
import dev.plimsoll.limits.turn.TurnTarget;
import dev.plimsoll.limits.turn.measure.CredentialLife.Schedule;
import dev.plimsoll.limits.turn.measure.CredentialLife.Seen;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.turn.TurnKey;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The end of a credential, at a real coturn. */
class CredentialLifeIT {
    private static final Duration LOOK = Duration.ofMillis(250);

    @Test
    void at_coturn_new_allocations_end_with_the_credential_and_the_old_one_goes_on() throws Exception {
        Timing timing = Timing.system();
        try (TestTurn turn = TestTurn.with("")) {
            long issued = timing.now();
            TurnCredential credential = turn.credential("alice", Duration.ofSeconds(3));
            Seen seen = new CredentialLife(turn::client, timing)
                    .observe(credential, new Schedule(issued, Duration.ofSeconds(1), Duration.ofSeconds(7), LOOK));

            assertThat(seen.kept().code()).isEqualTo("granted");
            // coturn counts whole seconds, and takes a credential in the second in which it ends.
            assertThat(seen.lastGranted().orElseThrow()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(4_000));
            assertThat(seen.firstRefused().orElseThrow()).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(4_500));
            assertThat(seen.refusal().map(TurnAnswer::code)).hasValue("401");
            assertThat(seen.cut()).as("the kept allocation").isEmpty();
        }
    }

    @Test
    void at_the_sandbox_the_old_one_is_cut_off_soon_after() throws Exception {
        Timing timing = Timing.system();
        try (Sandbox sandbox = Sandbox.start(SandboxConfigReader.yaml("turnApi: { cutoffDelay: 2s }"))) {
            TurnTarget target =
                    TurnTarget.of(sandbox.coturn().orElseThrow().urls().get(0));
            long issued = timing.now();
            TurnCredential credential = mint(sandbox, 3);
            Seen seen = new CredentialLife(() -> new TurnClient(target, TurnOptions.within(TestTurn.PATIENCE)), timing)
                    .observe(credential, new Schedule(issued, Duration.ofSeconds(1), Duration.ofSeconds(30), LOOK));

            assertThat(seen.refusal().map(TurnAnswer::code)).hasValue("401");
            assertThat(seen.cut().orElseThrow())
                    .isGreaterThan(Duration.ofSeconds(4))
                    .isLessThan(Duration.ofSeconds(15));
            assertThat(seen.cutBy().map(TurnAnswer::isGranted)).hasValue(false);
        }
    }

    private static TurnCredential mint(Sandbox sandbox, int ttlSeconds) throws Exception {
        TurnKey key = sandbox.turnKey().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        sandbox.httpUrl().resolve("/v1/turn/keys/" + key.id() + "/credentials/generate"))
                .header("Authorization", "Bearer " + key.secret().reveal())
                .POST(HttpRequest.BodyPublishers.ofString("{\"ttl\":" + ttlSeconds + "}"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode minted = new ObjectMapper().readTree(body).path("iceServers");
        return new TurnCredential(
                minted.path("username").asText(),
                new Secret(minted.path("credential").asText()));
    }

    @Test
    void a_credential_that_was_never_good_is_told_from_one_that_ended() throws Exception {
        Timing timing = Timing.system();
        try (TestTurn turn = TestTurn.with("")) {
            long issued = timing.now();
            TurnCredential credential = turn.credential("alice", Duration.ofSeconds(-10));
            Seen seen = new CredentialLife(turn::client, timing)
                    .observe(credential, new Schedule(issued, Duration.ZERO, Duration.ofSeconds(30), LOOK));

            assertThat(seen.kept().code()).isEqualTo("401");
            assertThat(seen.lastGranted()).isEmpty();
            assertThat(seen.firstRefused().orElseThrow())
                    .as("it does not look on")
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
