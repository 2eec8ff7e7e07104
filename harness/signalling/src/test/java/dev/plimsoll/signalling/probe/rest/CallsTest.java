package dev.plimsoll.signalling.probe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final SignallingCalls signalling = new SignallingCalls("sk_id_1", new Secret("sk_secret_2"));

    @Test
    void names_are_encoded_in_paths() {
        assertThat(signalling.peers("lt/room 3").path()).isEqualTo("/v1/channels/lt%2Froom%203/peers");
        assertThat(signalling.kick("a/b").path()).isEqualTo("/v1/peers/a%2Fb");
        assertThat(new TurnCalls("key", new Secret("s")).revoke("179:me/you").path())
                .isEqualTo("/v1/turn/keys/key/credentials/179%3Ame%2Fyou/revoke");
    }

    @Test
    void bodies_hold_what_was_given_and_nothing_else() {
        assertThat(signalling
                        .publish("c", TextNode.valueOf("hi"), Optional.of("backend"))
                        .body())
                .contains("{\"data\":\"hi\",\"from\":\"backend\"}");
        assertThat(new TurnCalls("key", new Secret("s"))
                        .generate(60, Optional.empty())
                        .body())
                .contains("{\"ttl\":60}");
        assertThat(new KitCalls("acc", "app", new Secret("t"))
                        .kick("m", List.of("p1", "p2"))
                        .body())
                .contains("{\"participant_ids\":[\"p1\",\"p2\"]}");
    }

    @Test
    void a_credential_can_be_replaced_or_left_out() {
        assertThat(signalling.usage().authorization()).contains(new Secret("Bearer sk_id_1:sk_secret_2"));
        assertThat(signalling.usage().bearer(new Secret("other")).authorization())
                .contains(new Secret("Bearer other"));
        assertThat(signalling.usage().withoutCredential().authorization()).isEmpty();
        assertThat(signalling.usage().basic("app", new Secret("pass")).authorization())
                .contains(new Secret("Basic YXBwOnBhc3M="));
    }

    @Test
    void an_exchange_as_evidence_shows_no_secret_that_was_sent_or_came_back() {
        RestCall call = signalling.usage().body("{\"note\":\"mysecret\"}").hiding(new Secret("mysecret"));
        HttpAnswer answer = new HttpAnswer(
                200,
                Map.of("Retry-After", List.of("3")),
                "{\"token\":\"eyJh.eyJz.c2ln\",\"echo\":\"sk_id_1:sk_secret_2\"}",
                true);
        RestExchange exchange =
                new RestExchange(call, 5, Duration.ofNanos(10), new RestExchange.Result.Answered(answer));

        String text = Transcript.text(exchange.lines(), 5);

        assertThat(text)
                .contains("> GET /v1/usage {\"note\":\"***\"}", "< HTTP 200 | retry-after: 3 | {\"token\":\"***\"");
        assertThat(text + exchange + call).doesNotContain("mysecret", "sk_secret_2", "eyJh");
    }
}
