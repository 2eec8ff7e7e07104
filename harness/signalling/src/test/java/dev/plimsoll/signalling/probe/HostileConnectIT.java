package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.RawService.Conduct;
import dev.plimsoll.signalling.probe.RawService.Guest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe sees of services that do not let it in as they should. */
class HostileConnectIT extends HostileMeeting {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("never answers", asked(Guest::hearsTheEnd), "timeout-upgrade", "", BRIEF),
                arguments(
                        "halts in its head",
                        asked(guest -> guest.raw("HTTP/1.1 101 Sw")),
                        "timeout-upgrade",
                        "",
                        BRIEF),
                arguments("ends TCP", asked(guest -> guest.socket().close()), "broken-upgrade", "TCP was ended", LONG),
                arguments("resets TCP", asked(Guest::reset), "broken-upgrade", "Connection reset", LONG),
                arguments(
                        "answers no HTTP",
                        asked(guest -> guest.raw("SSH-2.0-x\r\n")),
                        "broken-upgrade",
                        "no HTTP",
                        LONG),
                arguments(
                        "answers without an end",
                        asked(guest -> guest.raw("HTTP/1.1 101 S\r\nX: " + "y".repeat(100_000))),
                        "broken-upgrade",
                        "longer than",
                        LONG),
                arguments(
                        "upgrades somebody else",
                        asked(guest -> guest.grant("AAAA")),
                        "broken-upgrade",
                        "refuses handshake",
                        LONG),
                arguments("never welcomes", upgraded(Guest::hearsTheEnd), "timeout-welcome", "", BRIEF),
                arguments(
                        "welcomes by halves",
                        upgraded(guest -> guest.text("{\"type\":\"welcome\",\"peerId\":\"p\"}")),
                        "timeout-welcome",
                        "",
                        BRIEF),
                arguments(
                        "resets after the upgrade", upgraded(Guest::reset), "broken-welcome", "Connection reset", LONG),
                arguments(
                        "breaks the protocol",
                        upgraded(guest -> guest.raw("\u00ff\u00fe\u00fd\u00fc")),
                        "broken-welcome",
                        "",
                        LONG),
                arguments("closes unwelcomed", upgraded(guest -> guest.close(4010, "full")), "4010", "full", LONG),
                arguments(
                        "closes without a code",
                        upgraded(guest -> guest.frame(RawService.CLOSE, new byte[0])),
                        "1005",
                        "",
                        LONG));
    }

    @ParameterizedTest(name = "a service that {0} is {2}")
    @MethodSource("failures")
    void each_way_not_to_let_in_has_its_outcome(
            String what, Conduct conduct, String code, String detail, Duration timeout) throws Exception {
        with(conduct, timeout, connection -> {
            ConnectReport report = connection.report().get(10, TimeUnit.SECONDS);

            assertThat(report.outcome().code()).as(report.toString()).isEqualTo(code);
            assertThat(report.outcome().toString()).contains(detail);
            assertThat(report.outcome().elapsed()).isPositive();
            assertThat(report.timeline().at(Milestone.TCP)).isPresent();
        });
    }

    @Test
    void who_is_not_there_breaks_the_attempt_in_its_connect() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        try (ProbeConnection connection = ProbeConnection.open(spec(URI.create("ws://127.0.0.1:" + port), LONG))) {
            assertThat(connection.connected().outcome().code()).isEqualTo("broken-connect");
            assertThat(connection.request(SUBSCRIBE, LONG)).isInstanceOf(Reply.Closed.class);
            assertThat(connection.awaitEnd(LONG)).isEmpty();
        }
    }

    @Test
    void a_source_address_that_is_not_ours_breaks_the_attempt_in_its_connect() throws Exception {
        try (RawService service = new RawService(Guest::welcome);
                ProbeConnection connection =
                        ProbeConnection.open(spec(service.url(), LONG).from(InetAddress.getByName("192.0.2.1")))) {
            assertThat(connection.connected().outcome().code()).isEqualTo("broken-connect");
        }
    }

    @Test
    void a_connect_comes_from_the_address_and_with_the_headers_that_were_chosen() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Conduct conduct = guest -> seen.complete(guest.socket().getInetAddress().getHostAddress() + guest.request());
        try (RawService service = new RawService(conduct);
                ProbeConnection connection = ProbeConnection.open(spec(service.url(), LONG)
                        .from(InetAddress.getByName("127.0.0.9"))
                        .withOrigin("https://app.example"))) {
            assertThat(seen.get(10, TimeUnit.SECONDS))
                    .startsWith("127.0.0.9GET /v1?token=" + SECRET)
                    .contains("Origin: https://app.example\r\n");
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    void a_refusal_is_seen_whole_though_it_comes_in_pieces() throws Exception {
        Conduct conduct = asked(guest -> {
            for (String piece : List.of(
                    "HTTP/1.1 429 Too Many\r\nRetry-After: 9\r\n",
                    "Transfer-Encoding: chunked\r\n\r\n",
                    "4\r\n{\"er",
                    "\r\n6\r\nror\":\"\r\n",
                    "7\r\nslow\"}\n\r\n0",
                    "\r\n\r\n")) {
                guest.raw(piece);
                guest.socket().getOutputStream().flush();
            }
        });
        with(conduct, LONG, connection -> {
            ConnectReport report = connection.connected();

            HttpAnswer answer = report.answer().orElseThrow();
            assertThat(report.outcome())
                    .isEqualTo(
                            new ConnectOutcome.RejectedByHttp(report.outcome().elapsed(), 429, "slow"));
            assertThat(answer.body()).isEqualTo("{\"error\":\"slow\"}\n");
            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(9));
            assertThat(answer.complete()).isTrue();
        });
    }

    @Test
    void a_refusal_that_never_ends_is_a_refusal_with_what_came_of_it() throws Exception {
        Conduct halts = asked(guest -> guest.raw("HTTP/1.1 401 No\r\nContent-Length: 99\r\n\r\ninvalid_token because"));
        with(halts, BRIEF, connection -> {
            ConnectReport report = connection.connected();

            assertThat(report.outcome()).isInstanceOf(ConnectOutcome.RejectedByHttp.class);
            assertThat(report.outcome().toString()).contains("401", "invalid_token");
            assertThat(report.answer()).hasValueSatisfying(answer -> {
                assertThat(answer.complete()).isFalse();
                assertThat(answer.body()).isEqualTo("invalid_token because");
            });
        });
        Conduct floods = asked(guest -> guest.raw("HTTP/1.1 503 No\r\n\r\n" + "x".repeat(300_000)));
        with(floods, LONG, connection -> {
            assertThat(connection.connected().outcome().code()).isEqualTo("503");
            assertThat(connection.connected().answer().orElseThrow().body()).hasSizeBetween(60_000, 65_536);
        });
    }

    @Test
    void nothing_that_is_told_of_a_connection_holds_its_credential() throws Exception {
        Conduct echo = asked(guest -> guest.raw(
                "HTTP/1.1 401 No\r\n\r\n{\"error\":\"invalid_token\",\"got\":\"" + SECRET + "\",\"token\":\"other\"}"));
        try (RawService service = new RawService(guest -> {
                    echo.meet(guest);
                    guest.socket().close();
                });
                ProbeConnection connection = ProbeConnection.open(spec(service.url(), LONG))) {
            connection.connected();
            assertThat(connection.awaitEnd(LONG)).isEmpty();

            String told = Transcript.text(connection.transcript().lines(), 0);
            assertThat(told).contains("GET /v1?token=***", "HTTP 401 | {\"error\":\"invalid_token\",\"got\":\"***\"");
            assertThat(told).doesNotContain(SECRET, "other");
        }
    }

    @Test
    void the_phase_of_a_timeout_in_tls_is_its_connect() throws Exception {
        try (RawService service = new RawService(guest -> {});
                ProbeConnection connection = ProbeConnection.open(
                        spec(URI.create(service.url().toString().replace("ws:", "wss:")), BRIEF))) {
            assertThat(connection.connected().outcome())
                    .isInstanceOfSatisfying(
                            ConnectOutcome.TimedOut.class,
                            timedOut -> assertThat(timedOut.phase()).isEqualTo(Phase.CONNECT));
        }
    }
}
