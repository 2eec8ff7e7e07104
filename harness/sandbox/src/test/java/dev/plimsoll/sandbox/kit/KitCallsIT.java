package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.kit.KitServer.Answer;
import dev.plimsoll.sandbox.kit.KitServer.Enrolled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that no numbered behaviour covers, the shell around all of them, and the control plane. */
class KitCallsIT {
    private final KitServer kit = KitServer.start();

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void a_deleted_participant_is_gone_and_may_not_join() {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "alice");
        String one = "/meetings/" + meeting + "/participants/" + alice.id();

        assertThat(kit.delete(one).text("custom_participant_id")).isEqualTo("alice");
        assertThat(kit.get(one).status()).isEqualTo(404);
        assertThat(kit.join(meeting, alice.token()).body().get("code").asText()).isEqualTo("PARTICIPANT_DELETED");
    }

    @Test
    void a_join_needs_a_token_of_the_meeting_that_is_not_over_and_a_name() {
        String meeting = kit.meeting();
        String other = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "alice");
        String nameless = kit.post(
                        "/meetings/" + meeting + "/participants",
                        Map.of("custom_participant_id", "x", "preset_name", KitServer.PRESET))
                .text("token");

        assertThat(code(kit.join(meeting, "garbage"))).isEqualTo("INVALID_TOKEN");
        assertThat(code(kit.join(other, alice.token()))).isEqualTo("INVALID_TOKEN");
        assertThat(kit.join(meeting, nameless).body().get("sdkCode").asText()).isEqualTo("0002");
        assertThat(kit.join("none", alice.token()).status()).isEqualTo(404);
        kit.advance("24h");
        assertThat(code(kit.join(meeting, alice.token()))).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void a_replaced_meeting_keeps_its_id_and_forgets_what_the_new_body_does_not_name() {
        String meeting = kit.meeting(Map.of("title", "t", "persist_chat", true));

        assertThat(kit.patch("/meetings/" + meeting, Map.of("title", "u"))
                        .data()
                        .has("persist_chat"))
                .isTrue();
        Answer replaced = kit.put("/meetings/" + meeting, Map.of("title", "v"));
        assertThat(replaced.text("id")).isEqualTo(meeting);
        assertThat(replaced.data().has("persist_chat")).isFalse();
    }

    @Test
    void a_list_comes_in_pages_and_tells_which() {
        for (int i = 0; i < 5; i++) {
            kit.meeting(Map.of("title", "m" + i));
            kit.advance("1s");
        }
        Answer page = kit.get("/meetings?per_page=2&page_no=2&sort_order=ASC");

        assertThat(page.data())
                .extracting(meeting -> meeting.get("title").asText())
                .containsExactly("m2", "m3");
        assertThat(page.body().get("paging").toString())
                .isEqualTo("{\"total_count\":5,\"start_offset\":3,\"end_offset\":4}");
        assertThat(kit.get("/meetings?search=M3").data()).hasSize(1);
        assertThat(kit.get("/meetings?start_time=2026-11-21T12:00:03Z").data()).hasSize(2);
        assertThat(kit.get("/meetings?per_page=0").status()).isEqualTo(400);
        assertThat(kit.get("/meetings?start_time=yesterday").status()).isEqualTo(400);
    }

    @Test
    void a_preset_needs_its_whole_body_and_serves_participants_once_it_is_there() {
        String stock = kit.get("/presets").data().get(0).get("id").asText();
        ObjectNode body = (ObjectNode) kit.get("/presets/" + stock).data().deepCopy();
        body.retain("name", "config", "permissions", "ui");

        assertThat(kit.post("/presets", body).status()).as("the name is taken").isEqualTo(409);
        assertThat(kit.post("/presets", body.deepCopy().put("name", "x".repeat(65)))
                        .status())
                .isEqualTo(400);
        Answer created = kit.post("/presets", body.deepCopy().put("name", "x".repeat(64)));
        assertThat(created.status()).isEqualTo(200);
        assertThat(kit.delete("/presets/" + created.text("id")).status()).isEqualTo(200);
        assertThat(kit.get("/presets/" + created.text("id")).status()).isEqualTo(404);
        body.withObject("permissions").remove("polls");
        assertThat(kit.post("/presets", body.put("name", "y"))
                        .body()
                        .at("/error/message")
                        .asText())
                .isEqualTo("permissions.polls is required");
    }

    @Test
    void a_meeting_that_records_on_start_does_so_with_the_first_join() {
        String meeting = kit.meeting(Map.of("record_on_start", true, "recording_config", Map.of("max_seconds", 60)));
        kit.joined(meeting, "alice");
        kit.joined(meeting, "bob");

        assertThat(kit.get("/recordings?meeting_id=" + meeting).data())
                .singleElement()
                .satisfies(recording -> {
                    assertThat(recording.at("/start_reason/reason").asText()).isEqualTo("RECORD_ON_START");
                    assertThat(recording.at("/meeting/id").asText()).isEqualTo(meeting);
                });
        kit.advance("63s");
        assertThat(kit.get("/recordings/active-recording/" + meeting).status()).isEqualTo(404);
    }

    @Test
    void storage_secrets_are_not_shown_again() {
        Answer created = kit.post(
                "/meetings",
                Map.of(
                        "recording_config",
                        Map.of("storage_config", Map.of("type", "aws", "bucket", "b", "secret", "hidden"))));

        assertThat(created.data().at("/recording_config/storage_config/bucket").asText())
                .isEqualTo("b");
        assertThat(created.body().toString()).doesNotContain("hidden");
    }

    @Test
    void bodies_that_are_no_objects_or_too_large_and_unknown_paths_are_refused_in_the_same_envelope() {
        assertThat(kit.api("POST", "/meetings", "{").body().at("/error/code").asInt())
                .isEqualTo(400);
        assertThat(kit.api("POST", "/meetings", "[]").status()).isEqualTo(400);
        assertThat(kit.api("POST", "/meetings", "{} {}").status()).isEqualTo(400);
        assertThat(kit.api("POST", "/meetings", "").status()).as("all optional").isEqualTo(201);
        assertThat(kit.post("/meetings", Map.of("title", "x".repeat(1 << 20)))
                        .body()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(413);
        assertThat(kit.get("/nothing").body().at("/error/code").asInt()).isEqualTo(404);
        assertThat(kit.delete("/meetings").status()).isEqualTo(404);
    }

    @Test
    void a_call_needs_the_api_token_and_an_app_that_exists() {
        String meetings = kit.base() + "/meetings";
        String elsewhere = meetings.replace(kit.appId(), "none");

        assertThat(kit.call("GET", meetings, "", "").status()).isEqualTo(401);
        assertThat(kit.call("GET", meetings, "", "Bearer wrong")
                        .body()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(401);
        assertThat(kit.call("GET", elsewhere, "", "Bearer " + KitServer.API_TOKEN.reveal())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_older_base_path_takes_the_app_and_the_token_as_user_and_password() {
        String meeting = kit.meeting();
        String path = "/v2/meetings/" + meeting;

        assertThat(kit.call("GET", path, "", basic(kit.appId(), KitServer.API_TOKEN.reveal()))
                        .text("id"))
                .isEqualTo(meeting);
        assertThat(kit.call("GET", path, "", basic(kit.appId(), "wrong")).status())
                .isEqualTo(401);
        assertThat(kit.call("GET", path, "", basic("none", KitServer.API_TOKEN.reveal()))
                        .status())
                .isEqualTo(401);
        assertThat(kit.call("GET", path, "", "Basic !").status()).isEqualTo(401);
    }

    @Test
    void apps_are_made_and_listed_and_see_nothing_of_each_other() {
        String apps = kit.base().replace(kit.appId(), "apps");
        String authorization = "Bearer " + KitServer.API_TOKEN.reveal();
        String meeting = kit.meeting();
        Answer created = kit.call("POST", apps, "{\"name\":\"second\"}", authorization);
        String second = created.data().at("/app/id").asText();

        assertThat(created.status()).isEqualTo(200);
        assertThat(kit.call("GET", apps, "", authorization).data()).hasSize(2);
        assertThat(kit.call("DELETE", apps, "", authorization).status()).isEqualTo(404);
        assertThat(kit.call("GET", kit.base().replace(kit.appId(), second) + "/meetings/" + meeting, "", authorization)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_control_plane_tells_each_limit_with_its_provenance_and_moves_the_clock() {
        Answer limits = kit.call("GET", "/__emu/limits", "", "");

        assertThat(limits.body().get("limits"))
                .filteredOn(limit -> limit.get("name").asText().equals("participantsPerSession"))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.get("value").asInt()).isEqualTo(100);
                    assertThat(limit.get("provenance").asText()).isEqualTo("reported");
                });
        assertThat(kit.control("/clock/advance", Map.of("by", "90s"))
                        .body()
                        .get("now")
                        .asText())
                .isEqualTo(KitServer.START.plusSeconds(90).toString());
        assertThat(kit.control("/clock/advance", Map.of("by", "-1s")).status()).isEqualTo(400);
        assertThat(kit.control("/clock/advance", List.of()).status()).isEqualTo(400);
    }

    @Test
    void a_path_or_query_that_cannot_be_decoded_is_the_callers_fault() {
        assertThat(kit.rawStatus("GET " + kit.base() + "/meetings/%zz")).isBetween(400, 404);
        assertThat(kit.rawStatus("GET " + kit.base() + "/meetings?search=%zz")).isEqualTo(400);
    }

    private static String code(Answer refused) {
        return refused.body().get("code").asText();
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
