package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plimsoll.signalling.probe.RawService.Conduct;
import dev.plimsoll.signalling.probe.RawService.Guest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe sees of services that misbehave after the welcome, and what it can do to them. */
class HostileServiceIT extends HostileMeeting {
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
}
