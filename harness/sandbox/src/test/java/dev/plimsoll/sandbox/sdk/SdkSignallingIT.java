package dev.plimsoll.sandbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.signalling.auth.TokenClaims;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's SignallingClient, as npm serves it, takes the sandbox for the service. */
class SdkSignallingIT {
    private final List<SdkClient> clients = new ArrayList<>();
    private OperatedSandbox sandbox = OperatedSandbox.start("");

    @AfterEach
    void close() throws Exception {
        for (SdkClient client : clients) {
            client.end();
        }
        sandbox.close();
    }

    private void restart(String settings) {
        sandbox.close();
        sandbox = OperatedSandbox.start(settings);
    }

    private SdkClient client(String peerId) throws Exception {
        return client(() -> sandbox.token(peerId), Map.of());
    }

    private SdkClient client(Supplier<Secret> tokens, Map<String, Object> options) throws Exception {
        SdkClient client = SdkClient.withTokens(sandbox.url(), tokens, options);
        clients.add(client);
        return client;
    }

    private SdkClient connected(String peerId) throws Exception {
        SdkClient client = client(peerId).connect();
        client.next("connected");
        return client;
    }

    private static void join(SdkClient client, String channel) throws Exception {
        client.must("subscribe", Map.of("channel", channel));
    }

    @Test
    void it_connects_with_a_publishable_key() throws Exception {
        SdkClient client = SdkClient.withKey(sandbox.url(), sandbox.publishableKey());
        clients.add(client);
        client.connect();

        JsonNode connected = client.next("connected");
        assertThat(connected.path("peerId").asText()).isNotEmpty();
        assertThat(connected.path("expiresAt").isNull()).isTrue();
        assertThat(connected.path("maxMessageSize").asInt()).isEqualTo(65_536);
        assertThat(connected.path("isReconnect").asBoolean()).isFalse();
    }

    @Test
    void it_connects_with_a_token_and_reads_the_relays_from_its_metadata() throws Exception {
        Map<String, Object> relay = Map.of("urls", "turn:relay.example:3478", "username", "u", "credential", "c");
        TokenClaims claims = new TokenClaims(
                "alice",
                Instant.now().plusSeconds(600),
                Optional.empty(),
                Optional.empty(),
                Map.of("iceServers", List.of(relay)),
                Map.of());
        SdkClient client = client(() -> sandbox.token(claims), Map.of()).connect();

        JsonNode connected = client.next("connected");
        assertThat(connected.path("peerId").asText()).isEqualTo("alice");
        assertThat(connected.path("expiresAt").asLong())
                .isEqualTo(claims.expiresAt().getEpochSecond());
        assertThat(connected.at("/iceServers/0/urls").asText()).isEqualTo("turn:relay.example:3478");
    }

    @Test
    void it_subscribes_publishes_and_leaves() throws Exception {
        SdkClient alice = connected("alice");
        SdkClient bob = connected("bob");
        bob.must("subscribe", Map.of("channel", "room", "options", Map.of("includeSenderMetadata", true)));
        join(alice, "room");

        alice.must("publish", Map.of("channel", "room", "data", Map.of("text", "hello")));
        JsonNode message = bob.next("message");
        assertThat(message.path("from").asText()).isEqualTo("alice");
        assertThat(message.path("channel").asText()).isEqualTo("room");
        assertThat(message.at("/data/text").asText()).isEqualTo("hello");

        alice.must("unsubscribe", Map.of("channel", "room"));
        bob.must("publish", Map.of("channel", "room", "data", 1));
        assertThat(alice.told("message")).isFalse();
    }

    @Test
    void it_sends_directly_and_hears_that_a_peer_is_not_there() throws Exception {
        SdkClient alice = connected("alice");
        SdkClient bob = connected("bob");

        alice.must("send", Map.of("to", "bob", "data", List.of(1, 2)));
        JsonNode direct = bob.next("direct");
        assertThat(direct.path("from").asText()).isEqualTo("alice");
        assertThat(direct.path("data")).hasSize(2);

        assertThat(codeOf(alice.attempt("send", Map.of("to", "nobody", "data", 1))))
                .isEqualTo("peer_not_found");
    }

    @Test
    void it_hears_who_is_there_who_comes_and_who_goes() throws Exception {
        SdkClient alice = connected("alice");
        join(alice, "room");
        SdkClient bob = connected("bob");
        join(bob, "room");

        assertThat(bob.next("presence").path("joined").findValuesAsText("peerId"))
                .containsExactly("alice");
        assertThat(alice.next("presence").path("joined").findValuesAsText("peerId"))
                .isEmpty();
        assertThat(alice.next("presence").path("joined").findValuesAsText("peerId"))
                .containsExactly("bob");
        bob.must("close", Map.of());
        assertThat(alice.next("presence").path("left").findValuesAsText("peerId"))
                .containsExactly("bob");
    }

    @Test
    void a_rejected_request_rejects_its_promise_and_nothing_else() throws Exception {
        TokenClaims lobbyOnly = new TokenClaims(
                "alice",
                Instant.now().plusSeconds(600),
                Optional.of(List.of("lobby")),
                Optional.empty(),
                Map.of(),
                Map.of());
        SdkClient client = client(() -> sandbox.token(lobbyOnly), Map.of()).connect();

        assertThat(codeOf(client.attempt("subscribe", Map.of("channel", "vault"))))
                .isEqualTo("channel_not_authorized");
        join(client, "lobby");
        assertThat(client.told("disconnected")).isFalse();
    }

    @Test
    void it_refreshes_an_expired_token_and_takes_its_channels_up_again() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        SdkClient alice = client(
                        () -> sandbox.token(first.getAndSet(false) ? brief("alice", 2) : sandbox.claims("alice")),
                        Map.of())
                .connect();
        join(alice, "room");
        JsonNode disconnected = alice.next("disconnected");
        assertThat(disconnected.path("code").asInt()).isEqualTo(4002);
        assertThat(disconnected.path("willReconnect").asBoolean()).isTrue();
        awaitReconnected(alice);
        assertThat(alice.tokensGiven()).isEqualTo(2);

        SdkClient bob = connected("bob");
        join(bob, "room");
        alice.next("presence");
        bob.must("publish", Map.of("channel", "room", "data", "still there?"));
        assertThat(alice.next("message").path("data").asText()).isEqualTo("still there?");
    }

    private TokenClaims brief(String peerId, int seconds) {
        return TokenClaims.of(peerId, Instant.now().plusSeconds(seconds));
    }

    private static void awaitReconnected(SdkClient client) throws IOException, InterruptedException {
        JsonNode connected = client.next("connected");
        while (!connected.path("isReconnect").asBoolean()) {
            connected = client.next("connected");
        }
    }

    @Test
    void it_reconnects_after_a_cut() throws Exception {
        SdkClient client = connected("alice");
        sandbox.cut("alice");
        assertThat(client.next("disconnected").path("code").asInt()).isEqualTo(1006);
        awaitReconnected(client);
    }

    @Test
    void a_full_service_refuses_a_first_connect_with_4010() throws Exception {
        restart("maxConcurrentConnections: 1\n");
        connected("alice");
        JsonNode problem = client("bob").attempt("connect", Map.of()).orElseThrow();
        assertThat(problem.path("closeCode").asInt()).isEqualTo(4010);
    }

    @Test
    void a_full_service_keeps_a_reconnect_waiting_for_about_thirty_seconds() throws Exception {
        SdkClient client = connected("alice");
        sandbox.permitConnections(0);
        sandbox.cut("alice");
        assertThat(client.next("disconnected").path("code").asInt()).isEqualTo(1006);
        assertThat(client.next("reconnect-scheduled").path("delayMs").asInt()).isLessThan(1_000);
        JsonNode refused = client.next("disconnected");
        assertThat(refused.path("code").asInt()).isEqualTo(4010);
        assertThat(refused.path("willReconnect").asBoolean()).isTrue();
        assertThat(client.next("reconnect-scheduled").path("delayMs").asInt()).isBetween(24_000, 36_000);
        sandbox.permitConnections(10);
        awaitReconnected(client);
    }

    private enum Terminal {
        INVALID_TOKEN(4001),
        CHANNEL_NOT_AUTHORIZED(4003),
        SUSPENDED(4012),
        ADMIN_DISCONNECT(4020);

        private final int code;

        Terminal(int code) {
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_terminal_code_it_stays_away(Terminal terminal) throws Exception {
        restart("unauthorizedChannelMode: close4003\n");
        AtomicBoolean forged = new AtomicBoolean();
        TokenClaims lobbyOnly = new TokenClaims(
                "alice",
                Instant.now().plusSeconds(600),
                Optional.of(List.of("lobby")),
                Optional.empty(),
                Map.of(),
                Map.of());
        SdkClient client = client(
                        () -> forged.get() ? sandbox.forgedToken("alice") : sandbox.token(lobbyOnly), Map.of())
                .connect();

        switch (terminal) {
            case INVALID_TOKEN -> {
                forged.set(true);
                cut(client);
            }
            case CHANNEL_NOT_AUTHORIZED -> client.attempt("subscribe", Map.of("channel", "vault"));
            case SUSPENDED -> {
                sandbox.suspendAccount();
                cut(client);
            }
            case ADMIN_DISCONNECT -> sandbox.kick("alice");
        }

        JsonNode disconnected = client.next("disconnected");
        assertThat(disconnected.path("code").asInt()).isEqualTo(terminal.code);
        assertThat(disconnected.path("willReconnect").asBoolean()).isFalse();
        client.awaitState("closed");
    }

    private void cut(SdkClient client) throws Exception {
        sandbox.cut("alice");
        client.next("disconnected");
    }

    @Test
    void it_hears_that_the_service_goes_away_and_comes_back_to_it() throws Exception {
        SdkClient client = connected("alice");
        sandbox.announceShutdown();
        assertThat(client.next("going-away").path("retryAfterMs").asInt()).isEqualTo(1_000);
        JsonNode disconnected = client.next("disconnected");
        assertThat(disconnected.path("code").asInt()).isEqualTo(1001);
        assertThat(disconnected.path("willReconnect").asBoolean()).isTrue();
        awaitReconnected(client);
    }

    @Test
    void its_keepalive_is_answered_so_that_an_idle_connection_lasts() throws Exception {
        Map<String, Object> impatient = Map.of("inactivityTimeoutMs", 1_500);
        SdkClient idle = client(() -> sandbox.token("idle"), impatient).connect();
        SdkClient watch =
                client(() -> sandbox.token(brief("watch", 4)), Map.of()).connect();
        watch.next("disconnected");
        assertThat(idle.attempt("publish", Map.of("channel", "room", "data", 1)))
                .isEmpty();
        assertThat(idle.told("disconnected")).isFalse();

        sandbox.plant(Fault.PINGS_UNANSWERED);
        assertThat(idle.next("disconnected").path("code").asInt()).isEqualTo(4000);
    }

    private static String codeOf(Optional<JsonNode> problem) {
        return problem.orElseThrow().path("name").asText();
    }
}
