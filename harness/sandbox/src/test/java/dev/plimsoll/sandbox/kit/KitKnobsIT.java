package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.sandbox.kit.KitServer.Answer;
import dev.plimsoll.sandbox.kit.KitServer.Enrolled;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the documents leave it open, the configuration decides. */
class KitKnobsIT {
    @Test
    void validation_answers_with_422_where_that_is_configured() {
        try (KitServer kit = KitServer.start(Map.of("validationStatus", 422, "unknownPresetStatus", 400))) {
            Answer invalid = kit.post("/meetings", Map.of("title", 7));
            assertThat(invalid.status()).isEqualTo(422);
            assertThat(invalid.body().at("/error/code").asInt()).isEqualTo(422);
            assertThat(kit.post(
                                    "/meetings/" + kit.meeting() + "/participants",
                                    Map.of("custom_participant_id", "a", "preset_name", "none such"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_status_that_nobody_would_send_is_no_setting() {
        assertThatThrownBy(() -> KitServer.start(Map.of("validationStatus", 200)))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("realtimeKit.validationStatus is 200, not one of [400, 422]");
    }

    @Test
    void a_name_is_required_where_that_is_configured() {
        Map<String, String> nameless = Map.of("custom_participant_id", "a", "preset_name", KitServer.PRESET);
        try (KitServer kit = KitServer.start(Map.of("strictName", true))) {
            String participants = "/meetings/" + kit.meeting() + "/participants";
            assertThat(kit.post(participants, nameless).status()).isEqualTo(400);
            assertThat(kit.post(
                                    participants,
                                    Map.of("custom_participant_id", "a", "preset_name", KitServer.PRESET, "name", ""))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_refresh_ends_the_older_token_where_that_is_configured() {
        try (KitServer kit = KitServer.start(Map.of("rotateInvalidates", true))) {
            String meeting = kit.meeting();
            Enrolled alice = kit.enrol(meeting, "a");
            kit.advance("1s");
            String newer = kit.post("/meetings/" + meeting + "/participants/" + alice.id() + "/token", Map.of())
                    .text("token");

            assertThat(kit.join(meeting, alice.token()).body().get("code").asText())
                    .isEqualTo("TOKEN_REPLACED");
            assertThat(kit.join(meeting, newer).status()).isEqualTo(200);
        }
    }
}
