package dev.plimsoll.limits.client;

import static dev.plimsoll.limits.client.Place.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.turn.TurnKey;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.http.ErrorEnvelope;
import dev.plimsoll.signalling.http.RateLimit;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.signalling.probe.rest.KitCalls;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import dev.plimsoll.signalling.probe.rest.TurnCalls;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calls that probes make, against the service that answers them. */
class CallsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode mustAnswer(int status, RestExchange exchange) throws JsonProcessingException {
        assertThat(exchange.status()).as(exchange.lines().toString()).isEqualTo(status);
        return JSON.readTree(exchange.answer().orElseThrow().body());
    }

    @Test
    void a_minted_token_lets_in_and_rosters_publishes_and_usage_agree() throws Exception {
        try (Place place = new Place("turn: false")) {
            JsonNode minted = mustAnswer(
                    200,
                    place.exchange(place.calls()
                            .mint(JsonNodeFactory.instance.objectNode().put("peerId", "alice"))));
            ProbeConnection alice = place.open(place.spec(
                    new Presented.Token(new Secret(minted.path("token").asText()))));
            assertThat(alice.connected().welcome().orElseThrow().peerId()).isEqualTo("alice");
            alice.request(new ClientFrame.Subscribe("lt/room 3", false, Optional.empty()), LONG);

            JsonNode roster = mustAnswer(200, place.exchange(place.calls().peers("lt/room 3")));
            assertThat(roster.at("/peers/0/peerId").asText()).isEqualTo("alice");
            assertThat(place.exchange(place.calls().publish("lt/room 3", IntNode.valueOf(7), Optional.of("backend")))
                            .isSuccess())
                    .isTrue();
            Heard message = alice.inbox()
                    .await(0, heard -> heard.as(ServerFrame.Message.class).isPresent(), LONG)
                    .orElseThrow();
            assertThat(message.frame())
                    .contains(new ServerFrame.Message("lt/room 3", "backend", IntNode.valueOf(7), Optional.empty()));
            assertThat(mustAnswer(200, place.exchange(place.calls().usage()))
                            .path("messagesUsed")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusals_carry_their_codes_and_headers() throws Exception {
        try (Place place = new Place("turn: false, restCallsPerIp: 3")) {
            RestCall usage = place.calls().usage();
            for (RestCall call : List.of(
                    usage.withoutCredential(),
                    usage.bearer(new Secret("sk_id_x:wrong")),
                    usage.bearer(new Secret("x")))) {
                RestExchange refused = place.exchange(call);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.errorCode()).isEqualTo("unauthorized");
            }
            RestExchange limited = place.exchange(usage);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.answer().orElseThrow().retryAfter()).isPresent();
        }
    }

    @Test
    void a_meeting_lives_through_its_calls() throws Exception {
        try (Place place = new Place("turn: false")) {
            KitCalls kit = new KitCalls(
                    "account",
                    place.sandbox().realtimeKit().appId(),
                    place.sandbox().realtimeKit().apiToken());
            RestExchange created = place.exchange(kit.createMeeting("Probe"));
            String meeting = mustAnswer(201, created).at("/data/id").asText();
            assertThat(RateLimit.of(created.answer().orElseThrow())
                            .orElseThrow()
                            .remaining())
                    .isPresent();
            JsonNode added =
                    mustAnswer(201, place.exchange(kit.addParticipant(meeting, "me", "group_call_host", "Me")));
            String participant = added.at("/data/id").asText();
            mustAnswer(200, place.exchange(kit.refreshToken(meeting, participant)));
            mustAnswer(200, place.exchange(kit.participant(meeting, participant)));

            RestExchange idle = place.exchange(kit.activeSession(meeting));
            assertThat(idle.status()).isEqualTo(404);
            assertThat(idle.answer().orElseThrow().envelope()).hasValueSatisfying(envelope -> {
                assertThat(envelope.form()).isEqualTo(ErrorEnvelope.Form.NESTED);
                assertThat(envelope.code()).isEqualTo("404");
            });
            String token = added.at("/data/token").asText();
            place.control("POST", "/realtimekit/meetings/" + meeting + "/join", "{\"token\":\"" + token + "\"}");
            JsonNode recording = mustAnswer(200, place.exchange(kit.startRecording(meeting, 60)));
            assertThat(recording.at("/data/status").asText()).isEqualTo("INVOKED");
            String id = recording.at("/data/id").asText();
            mustAnswer(200, place.exchange(kit.recording(id)));
            mustAnswer(200, place.exchange(kit.changeRecording(id, "stop")));
            String session = mustAnswer(200, place.exchange(kit.activeSession(meeting)))
                    .at("/data/id")
                    .asText();
            mustAnswer(200, place.exchange(kit.session(session)));
            mustAnswer(200, place.exchange(kit.kick(meeting, List.of(participant))));
            mustAnswer(200, place.exchange(kit.deleteParticipant(meeting, participant)));
        }
    }

    @Test
    void turn_credentials_are_minted_in_both_shapes_and_revoked() throws Exception {
        try (Place place = new Place("turn: true")) {
            TurnKey key = place.sandbox().turnKey().orElseThrow();
            TurnCalls turn = new TurnCalls(key.id(), key.secret());

            assertThat(mustAnswer(201, place.exchange(turn.generateIceServers(60, Optional.of("me"))))
                            .path("iceServers")
                            .isArray())
                    .isTrue();
            RestExchange minted = place.exchange(turn.generate(60, Optional.empty()));
            JsonNode server = mustAnswer(201, minted).path("iceServers");
            assertThat(server.isObject()).isTrue();
            RestExchange revoked =
                    place.exchange(turn.revoke(server.path("username").asText()));
            assertThat(revoked.status()).isEqualTo(204);
            assertThat(place.exchange(turn.generate(0, Optional.empty())).status())
                    .isEqualTo(400);
            assertThat(minted.lines().toString() + revoked.lines())
                    .doesNotContain(
                            server.path("credential").asText(),
                            server.path("username").asText(),
                            key.secret().reveal());
        }
    }
}
