package dev.plimsoll.limits.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) throws JsonProcessingException {
        return text.equals("missing") ? MissingNode.getInstance() : JSON.readTree(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.0 | true",
                "1 | \"1\" | false",
                "\"LIVE\" | \"ENDED\" | false",
                "{\"is\": \"absent\"} | missing | true",
                "{\"is\": \"absent\"} | null | true",
                "{\"is\": \"absent\"} | \"eyJ\" | false",
                "{\"is\": \"array\"} | {} | false",
                "{\"is\": \"uuid\"} | \"not one\" | false",
                "{\"is\": \"uuid\"} | \"01234567-89ab-cdef-0123-456789abcdef\" | true",
                "{\"not\": \"a\"} | \"a\" | false",
                "{\"not\": \"a\"} | \"b\" | true",
                "{\"oneOf\": [1, 2]} | 2 | true",
                "{\"oneOf\": [1, 2]} | 3 | false",
                "{\"size\": 2} | [1, 2] | true",
                "{\"size\": 2} | missing | false",
                "{\"matches\": \"^g0\"} | \"g0ab\" | true",
                "{\"matches\": \"^g0\"} | \"ag0\" | false",
                "{\"jwtSeconds\": 60} | \"no token\" | false"
            })
    void a_value_matches_what_is_wanted_or_not(String wanted, String found, boolean matches) throws Exception {
        assertThat(Matchers.fault(json(wanted))).isEmpty();
        assertThat(Matchers.mismatch(json(wanted), json(found)).isEmpty()).isEqualTo(matches);
    }

    @Test
    void a_token_is_held_against_its_claims_and_its_life_and_is_never_shown() throws Exception {
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        String token = JWT.create()
                .withClaim("meetingId", "m1")
                .withIssuedAt(now)
                .withExpiresAt(now.plusSeconds(3_600))
                .sign(Algorithm.HMAC256("a secret that only this test knows"));
        JsonNode found = TextNode.valueOf(token);

        assertThat(Matchers.mismatch(json("{\"jwt\": {\"/meetingId\": \"m1\"}}"), found))
                .isEmpty();
        assertThat(Matchers.mismatch(json("{\"jwt\": {\"/meetingId\": \"m2\"}}"), found))
                .hasValueSatisfying(
                        what -> assertThat(what).contains("/meetingId").doesNotContain(token));
        assertThat(Matchers.mismatch(json("{\"jwtSeconds\": 3600}"), found)).isEmpty();
        assertThat(Matchers.mismatch(json("{\"jwtSeconds\": 86400}"), found)).hasValue("lives 3600 s, not 86400 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "{\"is\": \"texts\"}",
                "{\"is\": \"text\", \"not\": \"a\"}",
                "{\"oneOf\": 1}",
                "{\"matches\": \"(\"}",
                "{\"likes\": 1}"
            })
    void a_wish_that_means_nothing_is_told(String wanted) throws Exception {
        assertThat(Matchers.fault(json(wanted))).isPresent();
    }
}
