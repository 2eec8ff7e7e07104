package dev.plimsoll.signalling.probe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.probe.RawService;
import dev.plimsoll.signalling.probe.RawService.Conduct;
import dev.plimsoll.signalling.probe.Transcript;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestClientIT {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final RestCall CALL =
            RestCall.of("GET", "/v1/usage?token=abc").bearer(new Secret("id:secret-value"));

    private static RestExchange call(RestCall call, Duration timeout, Conduct conduct) throws Exception {
        try (RawService service = new RawService(conduct);
                RestClient client = new RestClient(service.httpUrl(), timeout, System::nanoTime)) {
            return client.exchange(call);
        }
    }

    @Test
    void a_call_is_made_as_it_was_written_down() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        RestExchange exchange = call(CALL.header("X-Probe", "1"), LONG, guest -> {
            request.complete(guest.request());
            guest.raw(
                    "HTTP/1.1 429 Slow\r\nRetry-After: 4\r\nContent-Length: 22\r\n\r\n{\"error\":\"rate\"}" + "      ");
        });

        assertThat(request.get(10, TimeUnit.SECONDS))
                .startsWith("GET /v1/usage?token=abc HTTP/1.1\r\n")
                .containsIgnoringCase("authorization: Bearer id:secret-value\r\n")
                .containsIgnoringCase("x-probe: 1\r\n")
                .doesNotContainIgnoringCase("upgrade");
        assertThat(exchange.status()).isEqualTo(429);
        assertThat(exchange.errorCode()).isEqualTo("rate");
        assertThat(exchange.answer().orElseThrow().retryAfter()).contains(Duration.ofSeconds(4));
        assertThat(exchange.elapsed()).isPositive();
        assertThat(Transcript.text(exchange.lines(), exchange.startedNanos()))
                .contains("> GET /v1/usage?token=***", "< HTTP 429 | retry-after: 4 | {\"error\":\"rate\"}")
                .doesNotContain("abc", "secret-value");
    }

    @Test
    void a_redirect_is_shown_and_not_followed() throws Exception {
        try (RawService elsewhere =
                new RawService(guest -> guest.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            RestExchange exchange = call(
                    CALL,
                    LONG,
                    guest -> guest.raw("HTTP/1.1 307 There\r\nLocation: " + elsewhere.httpUrl()
                            + "\r\nContent-Length: 0\r\n\r\n"));

            assertThat(exchange.status()).isEqualTo(307);
        }
    }

    @Test
    void a_body_beyond_the_bound_is_cut_and_marked() throws Exception {
        RestExchange exchange = call(CALL, LONG, guest -> {
            guest.raw("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n");
            guest.raw("x".repeat(3_000_000));
        });

        assertThat(exchange.answer().orElseThrow().body()).hasSize(1 << 20);
        assertThat(exchange.answer().orElseThrow().complete()).isFalse();
    }

    @Test
    void an_answer_that_halts_in_its_body_has_timed_out() throws Exception {
        RestExchange exchange = call(
                CALL, Duration.ofMillis(400), guest -> guest.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));

        assertThat(exchange.result()).isEqualTo(new RestExchange.Result.TimedOut());
        assertThat(exchange.status()).isZero();
        assertThat(exchange.elapsed()).isBetween(Duration.ofMillis(390), LONG);
    }

    @Test
    void a_call_that_nobody_answers_in_http_is_broken() throws Exception {
        RestExchange garbage = call(CALL, LONG, guest -> guest.raw("SSH-2.0-x\r\n\r\n"));
        RestExchange nothing = call(CALL, LONG, guest -> guest.socket().close());

        assertThat(garbage.result()).isInstanceOf(RestExchange.Result.Broken.class);
        assertThat(nothing.result()).isInstanceOf(RestExchange.Result.Broken.class);
        assertThat(nothing.lines().get(1).text()).startsWith("broken: ");
    }
}
