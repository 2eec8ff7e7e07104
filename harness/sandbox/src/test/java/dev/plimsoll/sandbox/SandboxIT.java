package dev.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.ice.IceServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service as clients meet it; numbers in comments are those of the protocol's close codes and limits. */
class SandboxIT {
    private static final JsonNode DATA = JsonNodeFactory.instance.objectNode().put("n", 1);

    private Sandbox sandbox = Sandbox.start(config(100, 1000));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void a_token_makes_its_subject_the_peer_and_tells_its_expiry() throws Exception {
        Instant expiry = Instant.now().plusSeconds(600);
        Peer peer = connect(token(TokenClaims.of("alice", expiry)));

        assertThat(peer.outcome())
                .isInstanceOfSatisfying(
                        ConnectOutcome.Accepted.class,
                        accepted -> assertThat(accepted.peerId()).isEqualTo("alice"));
        assertThat(peer.next(ServerFrame.Welcome.class).expiresAt()).hasValue(expiry.getEpochSecond());
    }

    @Test
    void a_publishable_key_gets_a_peer_id_of_its_own_each_time_and_may_not_send() throws Exception {
        Endpoint.Presented key = new Endpoint.Presented.Key(
                new Secret(sandbox.keys().publishable().keySet().iterator().next()));
        Peer first = connect(key);
        Peer second = connect(key);

        ServerFrame.Welcome welcome = first.next(ServerFrame.Welcome.class);
        assertThat(welcome.expiresAt()).isEmpty();
        assertThat(welcome.peerId())
                .isNotEqualTo(second.next(ServerFrame.Welcome.class).peerId());
        first.send(new ClientFrame.Send("x", DATA, Optional.of("q")));
        assertThat(first.next(ServerFrame.Failure.class).code()).isEqualTo("action_not_permitted");
    }

    @Test
    void each_bad_credential_meets_its_documented_answer() {
        TokenClaims good = TokenClaims.of("p", Instant.now().plusSeconds(60));
        TokenSigner stranger = new TokenSigner(keyId(), new Secret("a secret that this service never issued"));

        assertThat(codeOf(new Endpoint.Presented.Token(new Secret("garbage")))).isEqualTo("401");
        assertThat(codeOf(new Endpoint.Presented.Token(stranger.sign(good)))).isEqualTo("4001");
        assertThat(codeOf(new Endpoint.Presented.Key(new Secret("pk_live_unknown"))))
                .isEqualTo("4001");
        assertThat(codeOf(token(TokenClaims.of("p", Instant.now().minusSeconds(1)))))
                .isEqualTo("4002");
    }

    @Test
    void a_refusal_over_http_says_why() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sandbox.url().toString().replace("ws:", "http:") + "/v1?token=x"))
                .header("Sec-WebSocket-Version", "13")
                .build();

        HttpResponse<String> plain = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(plain.statusCode()).isEqualTo(426);
    }

    @Test
    void the_connection_after_the_last_permitted_one_is_closed_with_4010_and_a_freed_place_can_be_taken()
            throws Exception {
        restart(config(2, 1000));
        Peer first = connect(good("a"));
        connect(good("b"));

        assertThat(codeOf(good("c"))).isEqualTo("4010");
        first.client.close();
        first.closed.get(5, TimeUnit.SECONDS);
        assertThat(eventually(() -> codeOf(good("d")).equals("accepted"))).isTrue();
    }

    @Test
    void more_connects_from_one_address_than_its_window_permits_meet_429() {
        restart(config(100, 3));

        assertThat(List.of(codeOf(good("a")), codeOf(good("b")), codeOf(good("c")), codeOf(good("d"))))
                .containsExactly("accepted", "accepted", "accepted", "429");
    }

    @Test
    void an_open_connection_is_closed_with_4002_when_its_token_ends() throws Exception {
        Peer peer = connect(token(TokenClaims.of("p", Instant.now().plusSeconds(2))));

        assertThat(peer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4002);
    }

    @Test
    void a_newcomer_gets_its_ack_then_the_roster_and_the_others_hear_of_it_before_its_directs() throws Exception {
        Peer alice = connect(good("alice")).joined("room");
        Peer bob = connect(good("bob"));
        bob.subscribe("room");
        bob.send(new ClientFrame.Send("alice", DATA, Optional.empty()));

        assertThat(bob.next(ServerFrame.Ack.class).requestId()).isEqualTo("join");
        assertThat(bob.next(ServerFrame.Presence.class).joined())
                .extracting(ServerFrame.Member::peerId)
                .containsExactly("alice");
        assertThat(alice.next(ServerFrame.Presence.class).joined())
                .extracting(ServerFrame.Member::peerId)
                .containsExactly("bob");
        assertThat(alice.next(ServerFrame.Direct.class).from()).isEqualTo("bob");
        bob.client.close();
        assertThat(alice.next(ServerFrame.Presence.class).left())
                .extracting(ServerFrame.Member::peerId)
                .containsExactly("bob");
    }

    @Test
    void a_publish_reaches_every_other_subscriber_and_not_its_publisher() throws Exception {
        Peer alice = connect(good("alice")).joined("room");
        Peer bob = connect(good("bob")).joined("room");
        Peer carol = connect(good("carol")).joined("other");
        alice.next(ServerFrame.Presence.class);
        alice.send(new ClientFrame.Publish("room", DATA, Optional.of("q")));

        assertThat(bob.next(ServerFrame.Message.class))
                .isEqualTo(new ServerFrame.Message("room", "alice", DATA, Optional.empty()));
        assertThat(alice.next(ServerFrame.Ack.class).requestId()).isEqualTo("q");
        carol.send(new ClientFrame.Ping());
        assertThat(carol.next(ServerFrame.class)).isInstanceOf(ServerFrame.Pong.class);
        assertThat(sandbox.counts().deliveries()).isEqualTo(1);
    }

    @Test
    void permissions_and_patterns_bound_what_a_token_may_do() throws Exception {
        TokenClaims narrow = new TokenClaims(
                "p",
                Instant.now().plusSeconds(60),
                Optional.of(List.of("lt/*")),
                Optional.of(Set.of(Action.SUBSCRIBE)),
                Map.of(),
                Map.of());
        Peer peer = connect(token(narrow));
        peer.next(ServerFrame.Welcome.class);
        peer.subscribe("lt/a/b");
        assertThat(peer.next(ServerFrame.Failure.class).code()).isEqualTo("channel_not_authorized");
        peer.send(new ClientFrame.Publish("lt/a", DATA, Optional.of("q")));
        assertThat(peer.next(ServerFrame.Failure.class).code()).isEqualTo("action_not_permitted");
        peer.send(new ClientFrame.Send("nobody", DATA, Optional.of("q")));
        assertThat(peer.next(ServerFrame.Failure.class).code()).isEqualTo("action_not_permitted");
        peer.subscribe("lt/a");
        assertThat(peer.next(ServerFrame.Ack.class)).isNotNull();
    }

    @Test
    void a_channel_outside_the_patterns_is_closed_with_4003_where_that_is_configured() throws Exception {
        restart(config(10, 10).withUnauthorizedChannel(SandboxConfig.UnauthorizedChannel.CLOSE_4003));
        TokenClaims narrow = new TokenClaims(
                "p", Instant.now().plusSeconds(60), Optional.of(List.of("lt/*")), Optional.empty(), Map.of(), Map.of());
        Peer peer = connect(token(narrow));
        peer.subscribe("x");

        assertThat(peer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4003);
    }

    @Test
    void a_frame_over_64_kb_is_closed_with_1009_and_a_flood_with_4011() throws Exception {
        Peer large = connect(good("large"));
        large.send(
                new ClientFrame.Publish("c", JsonNodeFactory.instance.textNode("x".repeat(65_536)), Optional.empty()));
        assertThat(large.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);

        Peer flood = connect(good("flood"));
        for (int i = 0; i < 400; i++) {
            flood.send(new ClientFrame.Ping());
        }
        assertThat(flood.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4011);
    }

    @Test
    void the_hundred_and_first_channel_is_refused_until_one_is_left() throws Exception {
        Peer peer = connect(good("p"));
        peer.next(ServerFrame.Welcome.class);
        for (int i = 0; i < 100; i++) {
            peer.subscribe("c" + i);
            peer.next(ServerFrame.Ack.class);
        }
        peer.subscribe("one more");
        assertThat(peer.next(ServerFrame.Failure.class).code()).isEqualTo("channel_limit_exceeded");
        peer.send(new ClientFrame.Unsubscribe("c0", Optional.empty()));
        peer.subscribe("one more");
        assertThat(peer.next(ServerFrame.Ack.class)).isNotNull();
    }

    @Test
    void the_welcome_carries_turn_servers_unless_the_token_says_otherwise() throws Exception {
        restart(SandboxConfig.with(0, 10, 100, Duration.ofSeconds(60), true));
        TokenClaims own = new TokenClaims(
                "p",
                Instant.now().plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Map.of("iceServers", List.of()),
                Map.of());

        assertThat(IceServers.read(connect(good("a"))
                                .next(ServerFrame.Welcome.class)
                                .metadata()
                                .orElseThrow())
                        .orElseThrow())
                .singleElement()
                .satisfies(server -> assertThat(server.urls()).hasSize(3));
        assertThat(IceServers.read(connect(token(own))
                        .next(ServerFrame.Welcome.class)
                        .metadata()
                        .orElseThrow()))
                .contains(List.of());
    }

    @Test
    void a_port_that_is_taken_is_named() {
        int port = sandbox.url().getPort();

        assertThatThrownBy(() -> Sandbox.start(SandboxConfig.with(port, 1, 1, Duration.ofSeconds(1), false)))
                .isInstanceOfSatisfying(PlimsollException.class, trouble -> {
                    assertThat(trouble.exitCode()).isEqualTo(ExitCode.NOT_READY);
                    assertThat(trouble).hasMessageContaining(Integer.toString(port));
                });
    }

    private static SandboxConfig config(int connections, int connectsPerIp) {
        return SandboxConfig.with(0, connections, connectsPerIp, Duration.ofSeconds(60), false);
    }

    private void restart(SandboxConfig config) {
        sandbox.close();
        sandbox = Sandbox.start(config);
    }

    private String keyId() {
        return sandbox.keys().signing().keySet().iterator().next();
    }

    private Endpoint.Presented good(String peerId) {
        return token(TokenClaims.of(peerId, Instant.now().plusSeconds(600)));
    }

    private Endpoint.Presented token(TokenClaims claims) {
        return new Endpoint.Presented.Token(
                new TokenSigner(keyId(), sandbox.keys().signing().get(keyId())).sign(claims));
    }

    private String codeOf(Endpoint.Presented presented) {
        return connect(presented).outcome().code();
    }

    private Peer connect(Endpoint.Presented presented) {
        Peer peer = new Peer();
        peer.client = SignallingClient.connect(
                new Endpoint(sandbox.url()), presented, SignallingClient.Options.within(Duration.ofSeconds(5)), peer);
        peer.outcome();
        return peer;
    }

    private static boolean eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    /** A client that keeps what it hears. */
    private static final class Peer implements SignallingClient.Listener {
        private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private SignallingClient client;

        ConnectOutcome outcome() {
            return client.outcome().join();
        }

        void send(ClientFrame frame) {
            client.send(frame);
        }

        void subscribe(String channel) {
            send(new ClientFrame.Subscribe(channel, false, Optional.of("join")));
        }

        Peer joined(String channel) throws InterruptedException {
            next(ServerFrame.Welcome.class);
            subscribe(channel);
            next(ServerFrame.Ack.class);
            next(ServerFrame.Presence.class);
            return this;
        }

        /** The next frame of a type; others on the way are passed over. */
        <F extends ServerFrame> F next(Class<F> type) throws InterruptedException {
            for (ServerFrame frame = poll(); ; frame = poll()) {
                if (type.isInstance(frame)) {
                    return type.cast(frame);
                }
            }
        }

        private ServerFrame poll() throws InterruptedException {
            ServerFrame frame = frames.poll(5, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within 5 s").isNotNull();
            return frame;
        }

        @Override
        public void onFrame(ServerFrame frame) {
            frames.add(frame);
        }

        @Override
        public void onClosed(int code, String reason) {
            closed.complete(code);
        }
    }
}
