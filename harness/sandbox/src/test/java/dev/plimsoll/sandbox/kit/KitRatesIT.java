package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.sandbox.kit.KitServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls are taken, and what the replies tell of it. */
class KitRatesIT {
    @Test
    void every_reply_tells_what_is_left_and_a_refusal_when_to_come_again() {
        try (KitServer kit = KitServer.start(Map.of("callsPerWindow", 3))) {
            Answer first = kit.get("/meetings");
            assertThat(first.header("Ratelimit")).isEqualTo("\"default\";r=2;t=300");
            assertThat(first.header("Ratelimit-Policy")).isEqualTo("\"default\";q=3;w=300");
            assertThat(first.header("retry-after")).isEmpty();
            kit.advance("100s");
            assertThat(kit.get("/meetings/none").header("Ratelimit")).isEqualTo("\"default\";r=1;t=200");
            assertThat(kit.get("/nothing").header("Ratelimit")).isEqualTo("\"default\";r=0;t=200");

            Answer refused = kit.get("/meetings");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("300");
            assertThat(refused.header("Ratelimit")).isEqualTo("\"default\";r=0;t=300");
            assertThat(refused.body().at("/error/code").asInt()).isEqualTo(429);
        }
    }

    @Test
    void the_documented_1200_calls_pass_and_the_next_locks_out_for_five_minutes() {
        try (KitServer kit = KitServer.start()) {
            assertThat(kit.statuses(1200)).containsOnly(200);
            assertThat(kit.get("/meetings").status()).isEqualTo(429);
            kit.advance("299s");
            assertThat(kit.get("/presets").status()).isEqualTo(429);
            kit.advance("1s");
            assertThat(kit.get("/presets").status()).isEqualTo(200);
        }
    }

    @Test
    void a_window_that_ends_unfilled_begins_anew_with_the_next_call() {
        try (KitServer kit = KitServer.start(Map.of("callsPerWindow", 2))) {
            kit.statuses(2);
            kit.advance("300s");
            assertThat(kit.statuses(3)).containsExactly(200, 200, 429);
        }
    }

    @Test
    void recording_calls_have_a_window_of_their_own_without_lock_out() {
        try (KitServer kit = KitServer.start(Map.of("recordingCallsPerWindow", 2))) {
            assertThat(kit.get("/recordings").header("Ratelimit-Policy")).isEqualTo("\"recordings\";q=2;w=50");
            assertThat(kit.get("/recordings/none").status()).isEqualTo(404);
            Answer refused = kit.get("/recordings");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("50");
            assertThat(kit.get("/meetings").status()).isEqualTo(200);
            kit.advance("50s");
            assertThat(kit.get("/recordings").status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_has_its_own_limit_a_second() {
        try (KitServer kit = KitServer.start(Map.of("callsPerSecondPerAddress", 3))) {
            assertThat(kit.statuses(4)).containsExactly(200, 200, 200, 429);
            kit.advance("1s");
            assertThat(kit.get("/meetings").header("Ratelimit-Policy")).isEqualTo("\"default\";q=1200;w=300");
        }
    }

    @Test
    void calls_without_a_good_token_use_up_nothing_of_its_budget_and_carry_the_headers_too() {
        try (KitServer kit = KitServer.start(Map.of("callsPerWindow", 2))) {
            List<Answer> wrong = IntStream.range(0, 3)
                    .mapToObj(i -> kit.call("GET", kit.base() + "/meetings", "", "Bearer wrong"))
                    .toList();

            assertThat(wrong).extracting(Answer::status).containsExactly(401, 401, 429);
            assertThat(wrong.get(0).header("Ratelimit")).isEqualTo("\"default\";r=1;t=300");
            assertThat(kit.statuses(2)).containsOnly(200);
        }
    }

    @Test
    void the_control_plane_is_not_counted() {
        try (KitServer kit = KitServer.start(Map.of("callsPerWindow", 1))) {
            kit.advance("1s");
            kit.advance("1s");
            assertThat(kit.get("/meetings").header("Ratelimit")).startsWith("\"default\";r=0");
        }
    }

    @Test
    void the_gateway_writes_401_and_429_in_its_own_envelope_where_that_is_configured() {
        try (KitServer kit = KitServer.start(Map.of("gatewayEnvelope", true, "callsPerWindow", 1))) {
            Answer unauthenticated = kit.call("GET", kit.base() + "/meetings", "", "");
            assertThat(unauthenticated.body().at("/errors/0/code").isInt()).isTrue();
            assertThat(unauthenticated.body().has("error")).isFalse();
            assertThat(unauthenticated.body().get("result").isNull()).isTrue();
            kit.get("/meetings");
            assertThat(kit.get("/meetings").body().at("/errors/0/message").asText())
                    .isNotEmpty();
        }
    }
}
