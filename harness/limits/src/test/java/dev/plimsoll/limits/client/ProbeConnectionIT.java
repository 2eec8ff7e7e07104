package dev.plimsoll.limits.client;

import static dev.plimsoll.limits.client.Place.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.ConnectReport;
import dev.plimsoll.signalling.probe.ConnectSpec;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Filler;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.Inbox;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.signalling.probe.Reply;
import dev.plimsoll.signalling.probe.Roster;
import dev.plimsoll.signalling.probe.Transcript;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a probe sees of the service: each refusal, each close, each frame. */
class ProbeConnectionIT {
    private static ClientFrame subscribe(String channel) {
        return new ClientFrame.Subscribe(channel, false, Optional.empty());
    }

    private static ClientFrame publish(String channel, JsonNode data) {
        return new ClientFrame.Publish(channel, data, Optional.empty());
    }

    private static void mustBeRefused(ProbeConnection connection, int status, String errorCode) {
        ConnectReport report = connection.connected();
        assertThat(report.outcome())
                .isEqualTo(new ConnectOutcome.RejectedByHttp(report.outcome().elapsed(), status, errorCode));
        assertThat(report.answer()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(errorCode);
            assertThat(answer.complete()).isTrue();
            assertThat(answer.header("Content-Type").orElse("")).contains("json");
        });
        assertThat(connection.ended()).isEmpty();
        assertThat(connection.inbox().since(0)).isEmpty();
    }

    private static Ended mustBeClosedUnwelcomed(ProbeConnection connection, int code) throws Exception {
        ConnectReport report = connection.connected();
        assertThat(report.outcome()).isInstanceOf(ConnectOutcome.RejectedByClose.class);
        assertThat(report.outcome().code()).isEqualTo(Integer.toString(code));
        assertThat(report.welcome()).isEmpty();
        assertThat(connection.inbox().since(0)).isEmpty();
        Ended ended = connection.awaitEnd(LONG).orElseThrow();
        assertThat(ended.welcomed()).isFalse();
        return ended;
    }

    private static void mustEndWith(ProbeConnection connection, int code) throws Exception {
        Ended ended = connection.awaitEnd(LONG).orElseThrow(() -> new AssertionError("the connection stays open"));
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.byService()).isTrue();
        assertThat(ended.welcomed()).isTrue();
    }

    @Test
    void a_credential_that_is_none_is_refused_with_its_error_in_the_body() {
        try (Place place = new Place("turn: false")) {
            for (Presented presented : List.of(
                    new Presented.Token(new Secret("no token at all")),
                    new Presented.Token(new Secret("")),
                    new Presented.Nothing())) {
                mustBeRefused(place.open(place.spec(presented)), 401, "invalid_token");
            }
        }
    }

    @Test
    void an_origin_that_is_not_listed_is_refused_with_its_error_in_the_body() {
        try (Place place = new Place("turn: false, apps: [{name: main, origins: ['https://app.example']}]")) {
            ConnectSpec spec = place.spec(
                    new Presented.Key(new Secret(place.sandbox().keys().publishable())));

            mustBeRefused(place.open(spec), 401, "origin_not_allowed");
            mustBeRefused(place.open(spec.withOrigin("https://evil.example")), 401, "origin_not_allowed");
            ConnectReport accepted =
                    place.open(spec.withOrigin("https://app.example")).connected();
            assertThat(accepted.isAccepted()).isTrue();
            assertThat(accepted.welcome().orElseThrow().expiresAt()).isEmpty();
        }
    }

    @Test
    void connects_beyond_the_window_are_refused_for_their_own_address_only() throws Exception {
        try (Place place = new Place("turn: false, connectsPerIp: 2")) {
            place.peer("a");
            place.peer("b");

            mustBeRefused(place.open(place.spec("c")), 429, "rate_limited");
            ConnectReport elsewhere = place.open(place.spec("d").from(InetAddress.getByName("127.0.0.7")))
                    .connected();
            assertThat(elsewhere.isAccepted()).isTrue();
        }
    }

    @Test
    void each_close_before_the_welcome_has_its_code() throws Exception {
        try (Place place = new Place("turn: false, maxConcurrentConnections: 1")) {
            Secret forged = new TokenSigner(place.sandbox().keys().keyId(), new Secret("never issued by this service"))
                    .sign(Place.claims("p"));
            mustBeClosedUnwelcomed(place.open(place.spec(new Presented.Token(forged))), 4001);

            Secret expired = place.sign(TokenClaims.of("p", Instant.now().minusSeconds(5)));
            mustBeClosedUnwelcomed(place.open(place.spec(new Presented.Token(expired))), 4002);

            place.peer("first");
            mustBeClosedUnwelcomed(place.open(place.spec("beyond")), 4010);
        }
    }

    @Test
    void a_token_goes_before_a_key_and_both_arrive() {
        try (Place place = new Place("turn: false")) {
            Presented both = new Presented.Both(
                    place.sign(Place.claims("alice")),
                    new Secret(place.sandbox().keys().publishable()));

            ConnectReport report = place.open(place.spec(both)).connected();
            assertThat(report.welcome().orElseThrow().peerId()).isEqualTo("alice");
        }
    }

    @Test
    void a_peer_that_sends_too_much_is_closed_with_4011_and_a_kicked_one_with_4020() throws Exception {
        try (Place place = new Place("turn: false, bucketBurst: 20, bucketRate: 1")) {
            ProbeConnection chatty = place.peer("chatty");
            IntStream.range(0, 40).forEach(i -> chatty.send(publish("room", IntNode.valueOf(i))));
            mustEndWith(chatty, 4011);

            ProbeConnection kicked = place.peer("kicked");
            assertThat(place.exchange(place.calls().kick("kicked")).status()).isEqualTo(200);
            mustEndWith(kicked, 4020);
        }
    }

    @Test
    void a_service_that_goes_away_says_so_and_closes_with_1001() throws Exception {
        try (Place place = new Place("turn: false, goingAwayRetry: 7s, goingAwayToClose: 100ms")) {
            ProbeConnection peer = place.peer("p");
            place.control("POST", "/going-away", "");

            mustEndWith(peer, 1001);
            Heard last = peer.inbox().since(1).get(0);
            assertThat(last.frame()).contains(new ServerFrame.GoingAway(7_000));
            assertThat(peer.ended().orElseThrow().atNanos() - last.atNanos())
                    .isBetween(Duration.ofMillis(50).toNanos(), LONG.toNanos());
        }
    }

    @Test
    void pings_of_the_service_are_seen_and_unanswered_ones_cost_the_connection() throws Exception {
        try (Place place = new Place("turn: false, pingInterval: 200ms, pongGrace: 2s")) {
            ProbeConnection peer = place.peer("p");
            Inbox inbox = peer.inbox();
            Heard first = inbox.await(0, heard -> heard.kind() == Heard.Kind.PING, LONG)
                    .orElseThrow();
            Heard second = inbox.await(first.number() + 1, heard -> heard.kind() == Heard.Kind.PING, LONG)
                    .orElseThrow();
            assertThat(second.atNanos() - first.atNanos())
                    .isBetween(
                            Duration.ofMillis(100).toNanos(),
                            Duration.ofSeconds(5).toNanos());

            peer.answerPings(false);
            Ended ended = peer.awaitEnd(LONG).orElseThrow();
            assertThat(ended.code()).isEqualTo(1006);
            assertThat(ended.byService()).isTrue();
        }
    }

    @Test
    void a_frame_of_exactly_the_limit_is_taken_and_one_byte_more_closes_with_1009() throws Exception {
        try (Place place = new Place("turn: false")) {
            for (Filler filler : Filler.values()) {
                ProbeConnection peer = place.peer("p-" + filler);
                String largest = filler.frame(data -> publish("room", data).withRequestId("big"), 65_536);
                assertThat(peer.request(largest, LONG)).as(filler.name()).isInstanceOf(Reply.Ack.class);

                String tooLarge = filler.frame(data -> publish("room", data).withRequestId("more"), 65_537);
                Reply reply = peer.request(tooLarge, LONG);
                assertThat(reply).isEqualTo(new Reply.Closed(reply.elapsed(), 1009, reason(peer)));
            }
        }
    }

    private static String reason(ProbeConnection connection) {
        return connection.ended().orElseThrow().reason();
    }

    @Test
    void a_binary_frame_closes_with_1008() throws Exception {
        try (Place place = new Place("turn: false")) {
            ProbeConnection peer = place.peer("p");
            peer.sendBinary(new byte[] {1, 2, 3});
            mustEndWith(peer, 1008);
        }
    }

    @Test
    void each_request_has_its_reply_and_what_is_no_request_an_error() throws Exception {
        try (Place place = new Place("turn: false")) {
            ProbeConnection peer = place.peer("p");

            assertThat(peer.request(subscribe("room"), LONG)).isInstanceOf(Reply.Ack.class);
            Reply reserved = peer.request(subscribe("_system/x"), LONG);
            assertThat(reserved)
                    .isInstanceOfSatisfying(
                            Reply.Failure.class,
                            failure -> assertThat(failure.code()).isEqualTo("channel_reserved"));
            assertThat(reserved.elapsed()).isPositive();
            Reply malformed = peer.request("no json", LONG);
            assertThat(malformed)
                    .isInstanceOfSatisfying(
                            Reply.Failure.class,
                            failure -> assertThat(failure.code()).isEqualTo("malformed_message"));
            assertThat(peer.isOpen()).isTrue();
        }
    }

    @Test
    void a_request_without_an_id_is_answered_by_nothing() throws Exception {
        try (Place place = new Place("turn: false")) {
            ProbeConnection peer = place.peer("p");
            long from = peer.inbox().next();
            peer.send(publish("room", IntNode.valueOf(1)));

            assertThat(peer.untilPong(from, LONG)).contains(List.of());
        }
    }

    @Test
    void a_lost_answer_is_silence() throws Exception {
        try (Place place = new Place("turn: false, dropAckRate: 1")) {
            assertThat(place.peer("p").request(subscribe("room"), Duration.ofMillis(300)))
                    .isInstanceOf(Reply.Silent.class);
        }
    }

    @Test
    void the_roster_follows_who_comes_and_goes() throws Exception {
        try (Place place = new Place("turn: false")) {
            ProbeConnection alice = place.peer("alice");
            ProbeConnection bob = place.peer("bob");
            alice.request(subscribe("room"), LONG);
            bob.request(subscribe("room"), LONG);
            assertThat(bob.inbox()
                            .await(
                                    0,
                                    heard ->
                                            heard.as(ServerFrame.Presence.class).isPresent(),
                                    LONG))
                    .isPresent();
            assertThat(Roster.of("room", bob.inbox().since(0)).members()).containsOnlyKeys("alice");

            bob.drop();
            assertThat(alice.inbox()
                            .await(
                                    0,
                                    heard -> heard.as(ServerFrame.Presence.class)
                                            .filter(presence -> !presence.left().isEmpty())
                                            .isPresent(),
                                    LONG))
                    .isPresent();
            Roster left = Roster.of("room", alice.inbox().since(0));
            assertThat(left.known()).isTrue();
            assertThat(left.members()).isEmpty();
            assertThat(left.oddities()).isEmpty();
        }
    }

    @Test
    void many_connects_at_once_are_told_apart_and_their_sum_is_whole() {
        try (Place place = new Place("turn: false, connectsPerIp: 1000, maxConcurrentConnections: 20")) {
            List<ProbeConnection> all = IntStream.range(0, 30)
                    .mapToObj(i -> place.open(place.spec("p" + i)))
                    .toList();

            assertThat(all.stream().filter(one -> one.connected().isAccepted())).hasSize(20);
            assertThat(all.stream()
                            .filter(one -> one.connected().outcome().code().equals("4010")))
                    .hasSize(10);
        }
    }

    @Test
    void the_transcript_tells_the_whole_exchange_and_no_secret() throws Exception {
        try (Place place = new Place("turn: false")) {
            Secret token = place.sign(Place.claims("p"));
            ProbeConnection peer = place.open(place.spec(new Presented.Token(token)));
            peer.connected();
            peer.request(subscribe("room"), LONG);
            peer.close();

            String told = Transcript.text(
                    peer.transcript().lines(), peer.connected().timeline().startedNanos());
            assertThat(told.lines().map(line -> line.replaceFirst("^\\S+ ms ", "")))
                    .startsWith("> GET /v1?token=*** []", "< HTTP 101")
                    .anyMatch(line -> line.startsWith("< {\"type\":\"welcome\",\"peerId\":\"p\""))
                    .contains("> {\"type\":\"subscribe\",\"channel\":\"room\",\"requestId\":\"q1\"}")
                    .contains("< {\"type\":\"ack\",\"requestId\":\"q1\"}")
                    .endsWith("* TCP has ended");
            assertThat(told).doesNotContain(token.reveal(), token.reveal().substring(0, 30));
        }
    }

    @Test
    void the_plain_client_names_the_error_of_a_refusal_too() {
        try (Place place = new Place("turn: false")) {
            ConnectSpec spec = place.spec(new Presented.Token(new Secret("garbage")));
            SignallingClient client = SignallingClient.connect(
                    spec.endpoint(), spec.presented(), SignallingClient.Options.within(LONG), new Deaf());

            assertThat(client.outcome().join()).isInstanceOfSatisfying(ConnectOutcome.RejectedByHttp.class, refused -> {
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.errorCode()).isEqualTo("invalid_token");
            });
        }
    }

    private static final class Deaf implements SignallingClient.Listener {
        @Override
        public void onFrame(ServerFrame frame) {
            throw new AssertionError("nothing was expected, but came " + frame);
        }

        @Override
        public void onClosed(int code, String reason) {
            throw new AssertionError("it was never open, but closed with " + code);
        }
    }
}
