package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.kit.KitServer.Answer;
import dev.plimsoll.sandbox.kit.KitServer.Enrolled;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Cloudflare's documentation, API reference and SDK say of RealtimeKit's REST API, over HTTP. */
class KitBehavioursIT {
    private final KitServer kit = KitServer.start();

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void a_created_meeting_is_answered_with_201_and_a_uuid() {
        Answer created = kit.post("/meetings", Map.of("title", "t", "session_keep_alive_time_in_secs", 90));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().get("success").asBoolean()).isTrue();
        assertThat(UUID.fromString(created.text("id"))).hasToString(created.text("id"));
        assertThat(kit.get("/meetings/" + created.text("id")).data()).isEqualTo(created.data());
        assertThat(created.text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void a_participant_without_preset_or_custom_id_is_rejected() {
        String participants = "/meetings/" + kit.meeting() + "/participants";

        assertThat(kit.post(participants, Map.of("custom_participant_id", "a")).status())
                .isEqualTo(400);
        assertThat(kit.post(participants, Map.of("preset_name", KitServer.PRESET))
                        .status())
                .isEqualTo(400);
        assertThat(kit.post(participants, Map.of("custom_participant_id", "a", "preset_name", "none such"))
                        .status())
                .isEqualTo(404);
        assertThat(kit.get(participants).data()).isEmpty();
    }

    @Test
    void an_added_participant_gets_a_token_that_names_meeting_app_and_participant() {
        String meeting = kit.meeting();
        Enrolled added = kit.enrol(meeting, "alice");
        DecodedJWT token = JWT.decode(added.token());

        assertThat(added.token()).startsWith("eyJ");
        assertThat(token.getClaim("meetingId").asString()).isEqualTo(meeting);
        assertThat(token.getClaim("orgId").asString()).isEqualTo(kit.appId());
        assertThat(token.getClaim("participantId").asString()).isEqualTo(added.id());
        assertThat(token.getIssuedAtAsInstant()).isEqualTo(KitServer.START);
        assertThat(token.getExpiresAtAsInstant()).isEqualTo(KitServer.START.plusSeconds(86_400));
    }

    @Test
    void a_token_is_shown_when_a_participant_is_added_or_changed_and_never_when_one_is_read() {
        String meeting = kit.meeting();
        String participants = "/meetings/" + meeting + "/participants";
        String one = participants + "/" + kit.enrol(meeting, "alice").id();

        Answer changed = kit.patch(one, Map.of("name", "Alice"));
        assertThat(changed.text("token")).startsWith("eyJ");
        assertThat(changed.text("name")).isEqualTo("Alice");
        assertThat(kit.get(one).data().has("token")).isFalse();
        assertThat(kit.get(participants).data().get(0).has("token")).isFalse();
        assertThat(kit.get(participants).data().get(0).get("name").asText()).isEqualTo("Alice");
    }

    @Test
    void a_refresh_answers_with_nothing_but_a_token_and_keeps_the_participant() {
        String meeting = kit.meeting();
        Enrolled added = kit.enrol(meeting, "alice");
        kit.advance("10s");
        Answer refreshed = kit.post("/meetings/" + meeting + "/participants/" + added.id() + "/token", Map.of());

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.data().properties()).hasSize(1);
        assertThat(JWT.decode(refreshed.text("token")).getClaim("participantId").asString())
                .isEqualTo(added.id());
        assertThat(kit.join(meeting, refreshed.text("token")).status()).isEqualTo(200);
        assertThat(kit.join(meeting, added.token()).status())
                .as("the old token lives on")
                .isEqualTo(200);
    }

    @Test
    void an_idle_meeting_has_no_active_session() {
        String active = "/meetings/" + kit.meeting() + "/active-session";

        assertThat(kit.get(active).status()).isEqualTo(404);
        assertThat(kit.post(active + "/kick-all", Map.of()).status()).isEqualTo(404);
        assertThat(kit.post(active + "/kick", Map.of("participant_ids", List.of("x")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_recording_is_invoked_then_records_and_after_a_stop_uploads() {
        String meeting = kit.meeting();
        assertThat(kit.record(meeting).status()).as("nobody is there").isEqualTo(400);
        kit.joined(meeting, "alice");
        Answer started = kit.record(meeting);
        String recording = "/recordings/" + started.text("id");

        assertThat(started.text("status")).isEqualTo("INVOKED");
        kit.advance("3s");
        assertThat(kit.get(recording).text("status")).isEqualTo("RECORDING");
        assertThat(kit.get("/recordings/active-recording/" + meeting).text("id"))
                .isEqualTo(started.text("id"));
        kit.advance("10s");
        assertThat(kit.put(recording, Map.of("action", "stop")).text("status")).isEqualTo("UPLOADING");
        kit.advance("2s");
        JsonNode done = kit.get(recording).data();
        assertThat(done.get("status").asText()).isEqualTo("UPLOADED");
        assertThat(done.get("recording_duration").asInt()).isEqualTo(10);
        assertThat(done.at("/stop_reason/reason").asText()).isEqualTo("API_CALL");
        assertThat(kit.get("/recordings/active-recording/" + meeting).status()).isEqualTo(404);
    }

    @Test
    void a_recording_is_paused_and_resumed_and_refuses_what_its_state_does_not_permit() {
        String meeting = kit.meeting();
        kit.joined(meeting, "alice");
        String recording = "/recordings/" + kit.record(meeting).text("id");

        assertThat(kit.put(recording, Map.of("action", "pause")).status()).isEqualTo(409);
        kit.advance("3s");
        assertThat(kit.put(recording, Map.of("action", "pause")).text("status")).isEqualTo("PAUSED");
        assertThat(kit.put(recording, Map.of("action", "pause")).status()).isEqualTo(409);
        kit.advance("20s");
        assertThat(kit.put(recording, Map.of("action", "resume")).text("status"))
                .isEqualTo("RECORDING");
        kit.advance("5s");
        assertThat(kit.put(recording, Map.of("action", "stop"))
                        .data()
                        .get("recording_duration")
                        .asInt())
                .isEqualTo(5);
        assertThat(kit.put(recording, Map.of("action", "stop")).status()).isEqualTo(409);
        assertThat(kit.put(recording, Map.of("action", "rewind")).status()).isEqualTo(400);
    }

    @Test
    void max_seconds_is_taken_from_60_to_86400_and_stops_the_recording() {
        String meeting = kit.meeting();
        kit.joined(meeting, "alice");

        assertThat(List.of(59, 60, 86_400, 86_401))
                .extracting(seconds -> kit.post(
                                "/recordings",
                                Map.of(
                                        "meeting_id",
                                        meeting,
                                        "max_seconds",
                                        seconds,
                                        "allow_multiple_recordings",
                                        true))
                        .status())
                .containsExactly(400, 200, 200, 400);
        kit.advance("63s");
        assertThat(kit.get("/recordings?status=UPLOADING").data()).hasSize(1);
        assertThat(kit.get("/recordings?status[]=RECORDING&status[]=UPLOADING").data())
                .hasSize(2);
    }

    @Test
    void a_second_recording_needs_to_be_allowed() {
        String meeting = kit.meeting();
        kit.joined(meeting, "alice");
        kit.record(meeting);

        assertThat(kit.record(meeting).status()).isEqualTo(409);
        assertThat(kit.post("/recordings", Map.of("meeting_id", meeting, "allow_multiple_recordings", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void kick_all_ends_the_session_at_once_and_stops_the_recording() {
        String meeting = kit.meeting();
        String session = kit.joined(meeting, "alice").get("sessionId").asText();
        kit.joined(meeting, "bob");
        String recording = "/recordings/" + kit.record(meeting).text("id");
        kit.advance("10s");

        Answer kicked = kit.post("/meetings/" + meeting + "/active-session/kick-all", Map.of());
        assertThat(kicked.data().get("kicked_participants_count").asInt()).isEqualTo(2);
        assertThat(kit.get("/sessions/" + session).text("status")).isEqualTo("ENDED");
        assertThat(kit.get(recording).text("status")).isEqualTo("UPLOADING");
        assertThat(kit.get(recording).data().at("/stop_reason/reason").asText()).isEqualTo("ALL_PEERS_LEFT");
    }

    @Test
    void a_session_that_everybody_left_lives_for_the_keep_alive_time() {
        String meeting = kit.meeting();
        JsonNode alice = kit.joined(meeting, "alice");
        String session = "/sessions/" + alice.get("sessionId").asText();
        kit.leave(meeting, alice);

        kit.advance("59s");
        assertThat(kit.get(session).text("status")).isEqualTo("LIVE");
        kit.advance("1s");
        JsonNode ended = kit.get(session).data();
        assertThat(ended.get("status").asText()).isEqualTo("ENDED");
        assertThat(ended.get("ended_at").asText())
                .isEqualTo(KitServer.START.plusSeconds(60).toString());
        assertThat(ended.get("minutes_consumed").asDouble()).isZero();
    }

    @Test
    void a_rejoin_within_the_keep_alive_time_continues_the_session() {
        String meeting = kit.meeting();
        JsonNode alice = kit.joined(meeting, "alice");
        kit.leave(meeting, alice);
        kit.advance("59s");
        JsonNode bob = kit.joined(meeting, "bob");

        assertThat(bob.get("sessionId")).isEqualTo(alice.get("sessionId"));
        kit.advance("1h");
        assertThat(kit.get("/meetings/" + meeting + "/active-session")
                        .data()
                        .get("live_participants")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_rejoin_after_the_end_makes_a_new_session_of_the_same_meeting() {
        String meeting = kit.meeting();
        JsonNode first = kit.joined(meeting, "alice");
        kit.leave(meeting, first);
        kit.advance("60s");
        JsonNode second = kit.joined(meeting, "bob");

        assertThat(second.get("sessionId")).isNotEqualTo(first.get("sessionId"));
        assertThat(kit.get("/sessions?associated_id=" + meeting).data().get("sessions"))
                .hasSize(2)
                .allSatisfy(session ->
                        assertThat(session.get("associated_id").asText()).isEqualTo(meeting));
        assertThat(kit.get("/sessions?status=LIVE").data().get("sessions")).hasSize(1);
    }

    @Test
    void one_token_used_twice_is_one_participant_with_two_peers() {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "alice");
        JsonNode first = kit.join(meeting, alice.token()).body();
        JsonNode second = kit.join(meeting, alice.token()).body();
        kit.advance("3m");

        assertThat(second.get("peerId")).isNotEqualTo(first.get("peerId"));
        assertThat(second.get("participantId")).isEqualTo(first.get("participantId"));
        JsonNode session = kit.get("/meetings/" + meeting + "/active-session").data();
        assertThat(session.get("live_participants").asInt()).isEqualTo(2);
        assertThat(session.get("minutes_consumed").asDouble()).isEqualTo(6);
        String peers = "/sessions/" + session.get("id").asText() + "/participants";
        assertThat(kit.get(peers).data().get("participants"))
                .hasSize(2)
                .allSatisfy(peer -> assertThat(peer.get("user_id").asText()).isEqualTo(alice.id()));
        assertThat(kit.get(peers + "/" + second.get("peerId").asText() + "?include_peer_events=true")
                        .data()
                        .at("/participant/peer_events"))
                .hasSize(2);
    }

    @Test
    void an_inactive_meeting_takes_participants_but_no_joins_and_a_running_session_goes_on() {
        String meeting = kit.meeting();
        kit.joined(meeting, "alice");
        assertThat(kit.patch("/meetings/" + meeting, Map.of("status", "INACTIVE"))
                        .text("status"))
                .isEqualTo("INACTIVE");

        Answer refused = kit.join(meeting, kit.enrol(meeting, "bob").token());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("code").asText()).isEqualTo("MEETING_INACTIVE");
        assertThat(kit.get("/meetings/" + meeting + "/active-session").text("status"))
                .isEqualTo("LIVE");
        kit.patch("/meetings/" + meeting, Map.of("status", "ACTIVE"));
        kit.joined(meeting, "carol");
    }

    @Test
    void an_error_has_its_status_as_a_number_in_the_envelope() {
        Answer missing = kit.get("/meetings/none");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body().get("success").asBoolean()).isFalse();
        assertThat(missing.body().at("/error/code").isInt()).isTrue();
        assertThat(missing.body().at("/error/code").asInt()).isEqualTo(404);
        assertThat(missing.body().at("/error/message").asText()).isNotEmpty();
    }

    @Test
    void a_kick_takes_out_all_peers_of_those_it_names_by_either_id() {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "alice");
        kit.join(meeting, alice.token());
        kit.join(meeting, alice.token());
        kit.joined(meeting, "bob");
        kit.joined(meeting, "carol");
        String active = "/meetings/" + meeting + "/active-session";

        Answer kicked = kit.post(
                active + "/kick",
                Map.of("participant_ids", List.of(alice.id()), "custom_participant_ids", List.of("bob")));
        assertThat(kicked.data().get("participants"))
                .extracting(peer -> peer.get("custom_participant_id").asText())
                .containsExactlyInAnyOrder("alice", "alice", "bob");
        assertThat(kit.get(active).data().get("live_participants").asInt()).isEqualTo(1);
        assertThat(kit.get(active).data().get("max_concurrent_participants").asInt())
                .isEqualTo(4);
    }

    @Test
    void the_keep_alive_time_is_taken_from_60_to_600_seconds() {
        assertThat(List.of(0, 59, 60, 600, 601))
                .extracting(seconds -> kit.post("/meetings", Map.of("session_keep_alive_time_in_secs", seconds))
                        .status())
                .containsExactly(400, 400, 201, 201, 400);
    }

    @Test
    void names_are_measured_in_utf16_units() {
        String emoji = "\uD83D\uDE00";

        assertThat(List.of("x".repeat(256), "\u00e9".repeat(256), emoji.repeat(128)))
                .allSatisfy(title -> assertThat(
                                kit.post("/meetings", Map.of("title", title)).status())
                        .isEqualTo(201));
        assertThat(List.of("x".repeat(257), emoji.repeat(128) + "x"))
                .allSatisfy(title -> assertThat(
                                kit.post("/meetings", Map.of("title", title)).status())
                        .isEqualTo(400));
    }

    @Test
    void a_meeting_ends_after_24_hours_with_everybody_in_it() {
        String meeting = kit.meeting();
        JsonNode alice = kit.joined(meeting, "alice");
        String session = "/sessions/" + alice.get("sessionId").asText();

        kit.advance("86399s");
        assertThat(kit.get(session).text("status")).isEqualTo("LIVE");
        kit.advance("1s");
        assertThat(kit.get(session).text("status")).isEqualTo("ENDED");
        assertThat(kit.leave(meeting, alice).status()).isEqualTo(404);
        assertThat(kit.get(session + "/participants")
                        .data()
                        .at("/participants/0/left_at")
                        .asText())
                .isEqualTo(KitServer.START.plusSeconds(86_400).toString());
    }
}
