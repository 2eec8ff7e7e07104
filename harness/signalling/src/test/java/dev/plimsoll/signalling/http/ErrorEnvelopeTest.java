package dev.plimsoll.signalling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ErrorEnvelopeTest {
    private static HttpAnswer answer(String body, Map<String, List<String>> headers) {
        return new HttpAnswer(401, headers, body, true);
    }

    @Test
    void errors_are_read_in_each_of_their_three_forms() {
        assertThat(ErrorEnvelope.read("{\"error\":\"not_found\",\"message\":\"no such endpoint\"}"))
                .contains(new ErrorEnvelope(ErrorEnvelope.Form.FLAT, "not_found", "no such endpoint"));
        assertThat(ErrorEnvelope.read("{\"success\":false,\"error\":{\"code\":404,\"message\":\"gone\"}}"))
                .contains(new ErrorEnvelope(ErrorEnvelope.Form.NESTED, "404", "gone"));
        assertThat(ErrorEnvelope.read(
                        "{\"errors\":[{\"code\":10000,\"message\":\"auth\"},{\"code\":1}],\"result\":null}"))
                .contains(new ErrorEnvelope(ErrorEnvelope.Form.LIST, "10000", "auth"));
    }

    @Test
    void what_is_no_error_is_none() {
        for (String body : List.of(
                "",
                "no",
                "[]",
                "null",
                "{}",
                "{\"error\":\"\"}",
                "{\"error\":null}",
                "{\"errors\":[]}",
                "{\"error\":{}}",
                "{\"error\":{\"code\":null}}",
                "{\"error\":{\"code\":{}}}")) {
            assertThat(ErrorEnvelope.read(body)).as(body).isEmpty();
        }
    }

    @Test
    void an_identifier_that_is_promised_without_a_form_is_found_in_any_text() {
        assertThat(answer("<p>origin_not_allowed</p>", Map.of()).errorCode()).isEqualTo("origin_not_allowed");
        assertThat(answer("<p>down for maintenance</p>", Map.of()).errorCode()).isEmpty();
    }

    @Test
    void rate_limit_headers_tell_what_is_left_and_until_when() {
        HttpAnswer answer = answer(
                "",
                Map.of(
                        "RateLimit",
                        List.of("\"default\";r=50;t=30"),
                        "Ratelimit-Policy",
                        List.of("\"burst\";q=100;w=60")));

        assertThat(RateLimit.of(answer))
                .contains(new RateLimit(
                        OptionalLong.of(50),
                        Optional.of(Duration.ofSeconds(30)),
                        OptionalLong.of(100),
                        Optional.of(Duration.ofSeconds(60))));
        assertThat(RateLimit.of(answer("", Map.of()))).isEmpty();
        assertThat(answer.describe())
                .isEqualTo("HTTP 401 | ratelimit: \"default\";r=50;t=30 | ratelimit-policy: \"burst\";q=100;w=60");
    }
}
