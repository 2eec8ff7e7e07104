package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.RawService.Conduct;
import dev.plimsoll.signalling.probe.RawService.Guest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe sees of services that misbehave, and that it sees it soon and leaves no thread behind. */
class HostileServiceIT {
    private static final Duration BRIEF = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final String SECRET = "not-a-token-but-secret";
    private static final ClientFrame SUBSCRIBE = new ClientFrame.Subscribe("room", false, Optional.empty());

    private static ConnectSpec spec(URI url, Duration timeout) {
        return ConnectSpec.of(new Endpoint(url), new Endpoint.Presented.Token(new Secret(SECRET)))
                .within(timeout);
    }

    private static Conduct asked(Conduct then) {
        return guest -> {
            guest.request();
            then.meet(guest);
        };
    }

    private static Conduct upgraded(Conduct then) {
        return guest -> {
            guest.upgrade();
            then.meet(guest);
        };
    }

    private static Conduct welcomed(Conduct then) {
        return guest -> {
            guest.welcome();
            then.meet(guest);
        };
    }

    private interface Look {
        void at(ProbeConnection connection) throws Exception;
    }

    private static void with(Conduct conduct, Duration timeout, Look look) throws Exception {
        try (RawService service = new RawService(conduct);
                ProbeConnection connection = ProbeConnection.open(spec(service.url(), timeout))) {
            look.at(connection);
        }
    }

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
    void a_close_frame_is_seen_when_it_comes_though_tcp_lasts() throws Exception {
        Conduct closesAndStays = welcomed(guest -> {
            guest.close(4020, "bye token=" + SECRET);
            guest.hearsTheEnd();
        });
        with(closesAndStays, LONG, connection -> {
            assertThat(connection.connected().isAccepted()).isTrue();
            Ended ended = connection.awaitEnd(LONG).orElseThrow();

            assertThat(ended.code()).isEqualTo(4020);
            assertThat(ended.reason()).isEqualTo("bye token=***");
            assertThat(ended.byService()).isTrue();
            assertThat(ended.welcomed()).isTrue();
            assertThat(connection.send(SUBSCRIBE)).isFalse();
        });
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments("resets", (Conduct) Guest::reset, 1006, true, "Connection reset"),
                arguments("ends TCP", (Conduct) guest -> guest.socket().close(), 1006, true, "TCP was ended"),
                arguments("closes", (Conduct) guest -> guest.close(1012, ""), 1012, true, ""),
                arguments("sends no frames", (Conduct) guest -> guest.raw("\u00ff\u00fe\u00fd\u00fc"), 1002, false, ""),
                arguments(
                        "sends too much at once",
                        (Conduct) guest -> guest.frame(RawService.TEXT, new byte[5 << 20]),
                        1009,
                        false,
                        ""));
    }

    @ParameterizedTest(name = "a service that {0} after the welcome ends it with {2}")
    @MethodSource("ends")
    void each_end_after_the_welcome_has_its_code_and_says_whose_it_was(
            String what, Conduct conduct, int code, boolean byService, String detail) throws Exception {
        Conduct oncePrompted = welcomed(guest -> {
            guest.opcode();
            conduct.meet(guest);
        });
        with(oncePrompted, LONG, connection -> {
            assertThat(connection.connected().outcome().code()).isEqualTo("accepted");
            connection.send("now");
            Ended ended = connection.awaitEnd(LONG).orElseThrow();

            assertThat(ended.code()).isEqualTo(code);
            assertThat(ended.byService()).isEqualTo(byService);
            assertThat(ended.detail()).contains(detail);
            assertThat(ended.welcomed()).isTrue();
        });
    }

    @Test
    void pings_are_seen_and_answered_until_it_is_told_not_to() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        Conduct pings = welcomed(guest -> {
            guest.frame(RawService.PING, new byte[] {1, 2, 3});
            first.complete(guest.opcode());
            guest.opcode();
            guest.frame(RawService.PING, new byte[0]);
            guest.text("{\"type\":\"pong\"}");
            second.complete(guest.opcode());
        });
        with(pings, LONG, connection -> {
            Inbox inbox = connection.inbox();
            assertThat(inbox.await(0, heard -> heard.kind() == Heard.Kind.PING && heard.bytes() == 3, LONG))
                    .isPresent();
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(RawService.PONG);

            connection.answerPings(false);
            connection.send("now");
            assertThat(inbox.await(0, heard -> heard.kind() == Heard.Kind.PING && heard.bytes() == 0, LONG))
                    .isPresent();
            assertThat(inbox.await(0, heard -> heard.text().contains("pong"), LONG))
                    .isPresent();
            connection.sendBinary(new byte[5]);
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(RawService.BINARY);
        });
    }

    @Test
    void pongs_and_binary_frames_are_heard_and_ours_arrive_as_what_they_are() throws Exception {
        CompletableFuture<Integer> came = new CompletableFuture<>();
        Conduct conduct = welcomed(guest -> {
            came.complete(guest.opcode());
            guest.frame(RawService.PONG, new byte[4]);
            guest.frame(RawService.BINARY, new byte[300]);
        });
        with(conduct, LONG, connection -> {
            connection.connected();
            assertThat(connection.sendPing(new byte[4])).isTrue();
            assertThat(came.get(10, TimeUnit.SECONDS)).isEqualTo(RawService.PING);
            assertThat(connection.inbox().await(0, heard -> heard.kind() == Heard.Kind.PONG, LONG))
                    .hasValueSatisfying(pong -> assertThat(pong.bytes()).isEqualTo(4));
            assertThat(connection.inbox().await(0, heard -> heard.kind() == Heard.Kind.BINARY, LONG))
                    .hasValueSatisfying(binary -> assertThat(binary.bytes()).isEqualTo(300));
        });
    }

    @Test
    void a_service_that_does_not_read_bounds_what_can_be_sent() throws Exception {
        with(welcomed(guest -> {}), LONG, connection -> {
            connection.connected();
            int sent = 0;
            while (sent < 10_000 && connection.send("x".repeat(50_000))) {
                sent++;
            }
            assertThat(sent).isBetween(300, 2_000);
            assertThat(connection.isOpen()).isTrue();
            assertThat(connection.request(SUBSCRIBE, LONG)).isInstanceOf(Reply.Unsent.class);
        });
    }

    @Test
    void what_is_not_read_stays_with_the_service_and_comes_later() throws Exception {
        int bytes = 3 << 20;
        CompletableFuture<Boolean> allWritten = new CompletableFuture<>();
        Conduct conduct = welcomed(guest -> {
            guest.socket().setSendBufferSize(16 << 10);
            guest.opcode();
            guest.frame(RawService.TEXT, new byte[bytes]);
            allWritten.complete(true);
        });
        try (RawService service = new RawService(conduct);
                ProbeConnection connection =
                        ProbeConnection.open(spec(service.url(), LONG).withReceiveBuffer(8 << 10))) {
            connection.connected();
            connection.stopReading();
            connection.send("go");
            assertThat(connection.inbox().await(1, heard -> true, BRIEF)).isEmpty();
            assertThat(allWritten).isNotDone();

            connection.resumeReading();
            assertThat(connection.inbox().await(1, heard -> heard.bytes() == bytes, LONG))
                    .isPresent();
            assertThat(allWritten.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void dropping_tcp_is_an_end_by_this_side_without_a_close_frame() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        Conduct conduct = welcomed(guest -> gone.complete(guest.hearsTheEnd()));
        for (boolean reset : new boolean[] {false, true}) {
            with(conduct, LONG, connection -> {
                connection.connected();
                connection.stopReading();
                if (reset) {
                    connection.reset();
                } else {
                    connection.drop();
                }
                Ended ended = connection.awaitEnd(LONG).orElseThrow();
                assertThat(ended.code()).isEqualTo(1006);
                assertThat(ended.byService()).isFalse();
                assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            });
        }
    }

    @Test
    void an_answer_that_never_comes_is_silence_and_one_that_is_cut_off_a_close() throws Exception {
        Conduct conduct = welcomed(guest -> {
            guest.opcode();
            guest.text("{\"type\":\"ack\",\"requestId\":\"somebody else's\"}");
            guest.opcode();
            guest.close(4003, "no");
        });
        with(conduct, LONG, connection -> {
            connection.connected();
            Reply first = connection.request(SUBSCRIBE, BRIEF);
            Reply second = connection.request(SUBSCRIBE, LONG);

            assertThat(first).isInstanceOf(Reply.Silent.class);
            assertThat(first.elapsed()).isBetween(BRIEF.minusMillis(1), LONG);
            assertThat(second).isEqualTo(new Reply.Closed(second.elapsed(), 4003, "no"));
        });
    }

    @Test
    void times_are_in_order_and_of_the_given_clock() throws Exception {
        with(welcomed(guest -> guest.close(4020, "")), LONG, connection -> {
            ConnectReport report = connection.connected();
            Ended ended = connection.awaitEnd(LONG).orElseThrow();
            Timeline timeline = report.timeline();

            assertThat(timeline.at(Milestone.TLS)).isEmpty();
            assertThat(timeline.at(Milestone.TCP).orElseThrow())
                    .isLessThan(timeline.at(Milestone.ANSWERED).orElseThrow());
            assertThat(timeline.at(Milestone.WELCOMED))
                    .contains(report.outcome().elapsed());
            assertThat(timeline.startedNanos()).isLessThan(ended.atNanos());
            assertThat((double) ended.atNanos()).isCloseTo((double) System.nanoTime(), within(1e10));
        });
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

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ours().findAny().isPresent() && System.nanoTime() < deadline) {
            ours().findAny().ifPresent(thread -> {
                try {
                    thread.join(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(ours().map(Thread::getName)).isEmpty();
    }

    private static Stream<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("probe-")
                        || thread.getName().startsWith("WebSocket"));
    }
}
