package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Peer.direct;
import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each setting of the sandbox changes. */
class KnobsIT {
    private interface Scene {
        void play(World world) throws Exception;
    }

    private static void with(String settings, Scene scene) throws Exception {
        try (Service.Open open = new Service.Local(List.of()).open(settings)) {
            scene.play(open.world());
        }
    }

    @Test
    void credentials_that_cannot_be_trusted_are_turned_away_as_configured() throws Exception {
        with("missingKidMode: close4001\nbadSignatureMode: http401", world -> {
            String withoutKid = JWT.create()
                    .withSubject("p")
                    .withExpiresAt(Instant.now().plusSeconds(60))
                    .sign(Algorithm.HMAC256(world.keys().secret().reveal()));
            String forged = new TokenSigner(world.keys().keyId(), new Secret("forged"))
                    .sign(world.claims("p"))
                    .reveal();

            world.withToken(withoutKid).mustBeClosedUnwelcomed(4001);
            world.withToken(forged).mustBeRefused(401, "invalid_token");
            world.withKey("pk_live_unknown", Optional.empty()).mustBeRefused(401, "invalid_token");
        });
    }

    @Test
    void claims_of_the_wrong_size_or_type_make_a_token_invalid() throws Exception {
        with("", world -> {
            TokenClaims large = new TokenClaims(
                    "p",
                    world.claims("p").expiresAt(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Map.of("x", "y".repeat(4_096)));
            world.withToken(world.sign(world.keys(), large)).mustBeClosedUnwelcomed(4001);
            String wrongType = JWT.create()
                    .withKeyId(world.keys().keyId())
                    .withSubject("p")
                    .withExpiresAt(Instant.now().plusSeconds(60))
                    .withClaim("channels", "not a list")
                    .sign(Algorithm.HMAC256(world.keys().secret().reveal()));
            world.withToken(wrongType).mustBeClosedUnwelcomed(4001);
        });
    }

    @Test
    void who_connects_while_a_key_is_looked_up_waits_for_it_too() throws Exception {
        with("coldKey: 1500ms\nwarmKey: 1ms", world -> {
            long start = System.nanoTime();
            Thread first = new Thread(() -> {
                try {
                    world.peer("first");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            first.start();
            world.peer("second");
            first.join();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_400));
        });
    }

    @Test
    void a_binary_frame_is_bounded_in_size_where_it_is_answered() throws Exception {
        with("binaryFrameMode: malformed-message", world -> {
            Peer peer = world.peer("p");
            peer.sendBinary(new byte[10]);
            assertThat(peer.next("error").path("code").asText()).isEqualTo("malformed_message");
            peer.sendBinary(new byte[70_000]);
            assertThat(peer.closeCode()).isEqualTo(1009);
        });
    }

    @Test
    void origins_are_ignored_where_they_are_not_enforced() throws Exception {
        with(
                "enforceOrigin: false\napps: [{name: main, origins: ['https://app.example']}]",
                world -> world.withKey(world.keys().publishable(), Optional.of("https://evil.example"))
                        .connected()
                        .next("welcome"));
    }

    @Test
    void a_key_costs_much_the_first_time_and_little_while_it_is_cached() throws Exception {
        with("coldKey: 3s\nwarmKey: 1ms\nkeyCacheTtl: 30s", world -> {
            assertThat(timeToConnect(world)).isGreaterThan(Duration.ofMillis(2_990));
            assertThat(timeToConnect(world)).isLessThan(Duration.ofMillis(2_500));
        });
    }

    private static Duration timeToConnect(World world) throws Exception {
        long start = System.nanoTime();
        world.peer("p");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void frames_beyond_the_rate_are_delayed_where_that_is_configured() throws Exception {
        with("overRateMode: delay\nbucketRate: 50\nbucketBurst: 5", world -> {
            Peer peer = world.peer("p");
            peer.join("room");
            Peer talker = world.peer("talker");
            long start = System.nanoTime();
            for (int i = 0; i < 30; i++) {
                talker.send("{" + publish("room", i) + "}");
            }
            for (int i = 0; i < 30; i++) {
                assertThat(peer.next("message").path("data").asInt()).isEqualTo(i);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
        });
    }

    @Test
    void frames_beyond_the_rate_are_dropped_where_that_is_configured() throws Exception {
        with("overRateMode: drop\nbucketRate: 0.001\nbucketBurst: 5", world -> {
            Peer listener = world.peer("listener");
            listener.join("room");
            Peer talker = world.peer("talker");
            for (int i = 0; i < 20; i++) {
                talker.send("{" + publish("room", i) + "}");
            }
            Peer last = world.peer("last");
            last.send("{" + publish("room", 99) + "}");
            List<Integer> heard = new ArrayList<>();
            JsonNode message = listener.next("message");
            while (message.path("data").asInt() != 99) {
                heard.add(message.path("data").asInt());
                message = listener.next("message");
            }
            assertThat(heard).containsExactly(0, 1, 2, 3, 4);
            assertThat(talker.isClosed()).isFalse();
        });
    }

    @Test
    void a_channel_outside_the_patterns_closes_with_4003_where_that_is_configured() throws Exception {
        with("unauthorizedChannelMode: close4003", world -> {
            Peer peer = world.peer(new TokenClaims(
                    "p",
                    world.claims("p").expiresAt(),
                    Optional.of(List.of("lt/*")),
                    Optional.empty(),
                    Map.of(),
                    Map.of()));
            peer.send("{\"type\":\"subscribe\",\"channel\":\"x\"}");
            assertThat(peer.closeCode()).isEqualTo(4003);
        });
    }

    @Test
    void a_binary_frame_closes_with_1008_or_is_malformed() throws Exception {
        with("", world -> {
            Peer peer = world.peer("p");
            peer.sendBinary(new byte[] {1, 2, 3});
            assertThat(peer.closeCode()).isEqualTo(1008);
        });
        with("binaryFrameMode: malformed-message", world -> {
            Peer peer = world.peer("p");
            peer.sendBinary(new byte[] {1, 2, 3});
            assertThat(peer.next("error").path("code").asText()).isEqualTo("malformed_message");
            assertThat(peer.untilPong()).isEmpty();
        });
    }

    @Test
    void a_pattern_that_is_subscribed_to_receives_every_channel_that_it_matches_once() throws Exception {
        with("", world -> {
            Peer wild = world.peer("wild");
            wild.join("lt/*");
            wild.join("lt/a");
            Peer talker = world.peer("talker");
            talker.mustAck(publish("lt/a", 1));
            talker.mustAck(publish("lt/b", 2));
            talker.mustAck(publish("lt/b/c", 3));
            talker.mustAck(publish("other", 4));
            assertThat(wild.untilPong())
                    .extracting(frame -> frame.path("channel").asText() + "=" + frame.path("data"))
                    .containsExactly("lt/a=1", "lt/b=2");
        });
        with("wildcardSubscribe: false", world -> {
            Peer wild = world.peer("wild");
            wild.join("lt/*");
            Peer talker = world.peer("talker");
            talker.mustAck(publish("lt/a", 1));
            talker.mustAck(publish("lt/*", 2));
            assertThat(wild.untilPong())
                    .extracting(frame -> frame.path("channel").asText())
                    .containsExactly("lt/*");
        });
    }

    @Test
    void a_pattern_never_reaches_beyond_what_its_subscriber_may_read() throws Exception {
        with("", world -> {
            Peer wild = world.peer(new TokenClaims(
                    "wild",
                    world.claims("wild").expiresAt(),
                    Optional.of(List.of("lt/*")),
                    Optional.of(Set.of(Action.SUBSCRIBE)),
                    Map.of(),
                    Map.of()));
            wild.subscribe("lt/**");
            Peer talker = world.peer("talker");
            talker.mustAck(publish("lt/a/b", 1));
            talker.mustAck(publish("lt/a", 2));
            assertThat(wild.untilPong())
                    .extracting(frame -> frame.path("data").asInt())
                    .containsExactly(2);
        });
    }

    @Test
    void presence_names_the_newcomer_and_each_connection_where_that_is_configured() throws Exception {
        with("selfInSnapshot: true\nduplicatePeerPresence: each-connection", world -> {
            Peer alice = world.peer("alice");
            assertThat(alice.join("room").at("/joined/0/peerId").asText()).isEqualTo("alice");
            world.peer("twin").join("room");
            world.peer("twin").join("room");
            assertThat(alice.untilPong()).hasSize(2);
        });
    }

    @Test
    void a_connection_without_the_presence_action_hears_of_nobody() throws Exception {
        with("", world -> {
            Peer deaf = world.peer(new TokenClaims(
                    "deaf",
                    world.claims("deaf").expiresAt(),
                    Optional.empty(),
                    Optional.of(Set.of(Action.SUBSCRIBE)),
                    Map.of(),
                    Map.of()));
            deaf.subscribe("room");
            Peer other = world.peer("other");
            assertThat(other.join("room").at("/joined/0/peerId").asText()).isEqualTo("deaf");
            assertThat(deaf.untilPong()).isEmpty();
        });
    }

    @Test
    void answers_are_lost_at_the_configured_rates() throws Exception {
        with("dropAckRate: 1\ndropSnapshotRate: 1\npeerNotFoundRate: 1", world -> {
            Peer peer = world.peer("p");
            peer.send("{\"type\":\"subscribe\",\"channel\":\"c\",\"requestId\":\"1\"}");
            assertThat(peer.untilPong()).isEmpty();
            peer.mustFail(direct("p", 1), "peer_not_found");
        });
    }

    @Test
    void frames_take_their_time_in_a_region_and_stay_in_order() throws Exception {
        with("latencyModel: region", world -> {
            Peer listener = world.peer("listener");
            listener.join("room");
            Peer talker = world.peer("talker");
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                talker.send("{" + publish("room", i) + "}");
            }
            listener.next("message");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(9));
            for (int i = 1; i < 100; i++) {
                assertThat(listener.next("message").path("data").asInt()).isEqualTo(i);
            }
        });
    }

    @Test
    void an_older_server_does_not_know_ping() throws Exception {
        with("legacyNoPing: true", world -> {
            Peer peer = world.peer("p");
            peer.send("{\"type\":\"ping\"}");
            JsonNode error = peer.next("error");
            assertThat(error.path("code").asText()).isEqualTo("unknown_type");
            assertThat(error.has("requestId")).isFalse();
        });
    }

    @Test
    void overages_are_paid_until_the_balance_is_empty() throws Exception {
        with("maxConcurrentConnections: 1\nmaxMessages: 1\noverages: true\nbalance: 2", world -> {
            Peer first = world.peer("a");
            world.peer("b");
            first.mustAck(publish("c", 1));
            first.mustAck(publish("c", 2));
            first.mustFail(publish("c", 3), "over_message_quota");
            world.withToken(world.sign(world.keys(), world.claims("c"))).mustBeClosedUnwelcomed(4010);
            JsonNode usage = world.usage();
            assertThat(usage.path("overageMessages").asInt()).isEqualTo(1);
            assertThat(usage.path("overageConnections").asInt()).isEqualTo(1);
            assertThat(usage.at("/plan/overagesEnabled").asBoolean()).isTrue();
        });
    }

    @Test
    void a_balance_that_recharges_pays_for_ever() throws Exception {
        with("maxMessages: 1\noverages: true\nbalance: 1\nautoRecharge: true", world -> {
            Peer peer = world.peer("a");
            for (int i = 0; i < 5; i++) {
                peer.mustAck(publish("c", i));
            }
        });
    }

    @Test
    void going_away_says_when_to_come_back() throws Exception {
        with("goingAwayRetry: 7s\ngoingAwayToClose: 300ms", world -> {
            Peer peer = world.peer("p");
            long asked = System.nanoTime();
            world.control("POST", "/going-away", "");
            assertThat(peer.next("going_away").path("retryAfterMs").asInt()).isEqualTo(7_000);
            assertThat(peer.closeCode()).isEqualTo(1001);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(290));
            world.peer("again");
        });
    }

    @Test
    void welcomes_carry_no_ice_servers_where_injection_is_off() throws Exception {
        with("turnInjection: 'off'", world -> {
            JsonNode welcome = world.withToken(world.sign(world.keys(), world.claims("p")))
                    .connected()
                    .next("welcome");
            assertThat(welcome.has("metadata")).isFalse();
        });
    }

    @Test
    void settings_change_while_it_runs_unless_they_are_fixed_at_the_start() throws Exception {
        with("", world -> {
            world.control("PATCH", "/config", "{\"maxConcurrentConnections\": 0}");
            world.withToken(world.sign(world.keys(), world.claims("p"))).mustBeClosedUnwelcomed(4010);
            world.control("PATCH", "/config", "{\"maxConcurrentConnections\": 1}");
            world.peer("p");
            String token = world.controlToken();
            for (String wrong : List.of(
                    "{\"port\": 1}",
                    "{\"nonsense\": 1}",
                    "{\"bucketRate\": \"fast\"}",
                    "{\"pingInterval\": \"0ms\"}",
                    "{not json",
                    "[]")) {
                HttpResponse<String> refused = world.rest("PATCH", "/__emu/config", wrong, token);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            }
        });
    }

    @Test
    void the_control_endpoints_need_their_token_and_switch_faults_and_accounts() throws Exception {
        with("", world -> {
            assertThat(world.rest("GET", "/__emu/state", "", "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(world.rest("GET", "/__emu/clock", "", "wrong").statusCode())
                    .isEqualTo(401);
            Peer peer = world.peer("p");
            world.control("POST", "/faults/pings-unanswered", "");
            peer.send("{\"type\":\"ping\"}");
            peer.mustAck(publish("c", 1));
            world.control("DELETE", "/faults/pings-unanswered", "");
            assertThat(peer.untilPong()).isEmpty();
            String token = world.controlToken();
            assertThat(world.rest("POST", "/__emu/faults/none-such", "", token).statusCode())
                    .isEqualTo(404);
            assertThat(world.rest("POST", "/__emu/faults/turn-user-quota-one-too-many", "", token)
                            .statusCode())
                    .isEqualTo(409);
            assertThat(world.rest("PATCH", "/__emu/apps/main", "{}", token).statusCode())
                    .isEqualTo(400);
            assertThat(world.rest("PATCH", "/__emu/apps/main", "{\"origins\": \"https://a\"}", token)
                            .statusCode())
                    .isEqualTo(400);
            world.control("PATCH", "/apps/main", "{\"suspended\": true}");
            world.withToken(world.sign(world.keys(), world.claims("q"))).mustBeClosedUnwelcomed(4012);
            world.control("POST", "/connections/close", "{\"peerId\":\"p\",\"code\":1006}");
            assertThat(peer.closeCode()).isEqualTo(1006);
            JsonNode state =
                    Peer.JSON.readTree(world.control("GET", "/state", "").body());
            assertThat(state.at("/apps/main/accepted").asInt()).isEqualTo(1);
        });
    }
}
