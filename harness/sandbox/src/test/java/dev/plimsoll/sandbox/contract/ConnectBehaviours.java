package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Behaviour.Need.PUBLISHABLE_KEY;
import static dev.plimsoll.sandbox.contract.Behaviour.Need.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Credentials, limits on connects, the welcome, expiry. */
final class ConnectBehaviours {
    private static final String ORIGINS = "apps: [{name: main, origins: ['https://app.example']}]";
    private static final Optional<String> LISTED = Optional.of("https://app.example");

    private ConnectBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("1", "a wrong signing secret is closed with 4001", ConnectBehaviours::wrongSecret),
                Behaviour.of(
                        "1b",
                        "a publishable key that does not exist is closed with 4001",
                        world -> world.withKey("pk_unknown", Optional.empty()).mustBeClosedUnwelcomed(4001)),
                Behaviour.of("1c", "a token with too much metadata is closed with 4001", ConnectBehaviours::metadata),
                Behaviour.of("2", "a token without kid is refused", ConnectBehaviours::withoutKid),
                Behaviour.of(
                        "3",
                        "an unparseable token meets 401 invalid_token",
                        world -> world.withToken("not-a-token").mustBeRefused(401, "invalid_token")),
                Behaviour.of(
                        "3b",
                        "a connect without credential meets 401 invalid_token",
                        world -> world.withoutCredential().mustBeRefused(401, "invalid_token")),
                Behaviour.of("4", "an origin that the key does not list meets 401", ConnectBehaviours::otherOrigin)
                        .with(ORIGINS)
                        .needing(SANDBOX),
                Behaviour.of(
                        "5",
                        "a token whose time is over is closed with 4002",
                        world -> world.withToken(world.sign(
                                        world.keys(),
                                        TokenClaims.of("p", Instant.now().minusSeconds(5))))
                                .mustBeClosedUnwelcomed(4002)),
                Behaviour.of("6", "the 61st connect of an address in 60 s meets 429", ConnectBehaviours::sixtyFirst)
                        .with("coldKey: 0s\nwarmKey: 0s\nmaxConcurrentConnections: 1000")
                        .needing(SANDBOX),
                Behaviour.of("6b", "an address is admitted again after its window", ConnectBehaviours::windowPasses)
                        .with("connectsPerIp: 2\nconnectWindow: 3s")
                        .needing(SANDBOX),
                Behaviour.of("7", "the connection beyond the plan is closed with 4010", ConnectBehaviours::beyondPlan)
                        .with("maxConcurrentConnections: 3")
                        .needing(SANDBOX),
                Behaviour.of("7b", "the last place of the plan is given", ConnectBehaviours::lastPlace)
                        .with("maxConcurrentConnections: 3")
                        .needing(SANDBOX),
                Behaviour.of("7c", "a place is free as soon as its connection closed", ConnectBehaviours::placeFrees)
                        .with("maxConcurrentConnections: 2\ngoingAwayToClose: 1ms")
                        .needing(SANDBOX),
                Behaviour.of("7d", "connects at one moment share the places that there are", ConnectBehaviours::moment)
                        .with("maxConcurrentConnections: 3\ncoldKey: 0s\nwarmKey: 0s")
                        .needing(SANDBOX),
                Behaviour.of("7e", "all places are free when all connections closed", ConnectBehaviours::allClose)
                        .with("maxConcurrentConnections: 30\ncoldKey: 0s\nwarmKey: 0s")
                        .needing(SANDBOX),
                Behaviour.of("8", "a suspended account is closed with 4012", ConnectBehaviours::suspended)
                        .with("apps: [{name: main, suspended: true}]")
                        .needing(SANDBOX),
                Behaviour.of("9", "the welcome is the first frame and complete", ConnectBehaviours::welcome),
                Behaviour.of("10", "a publishable key gets a new peer id each time", ConnectBehaviours::publishable)
                        .needing(PUBLISHABLE_KEY),
                Behaviour.of("11", "a token's peer id is its subject", ConnectBehaviours::subject),
                Behaviour.of("12", "a connection is closed with 4002 250 ms before exp", ConnectBehaviours::expiry),
                Behaviour.of("65", "a token's own iceServers suppress injection", ConnectBehaviours::ownIceServers)
                        .with("turnInjection: static")
                        .needing(SANDBOX));
    }

    private static void wrongSecret(World world) throws Exception {
        TokenSigner stranger = new TokenSigner(world.keys().keyId(), new Secret("never issued by this service"));
        world.withToken(stranger.sign(world.claims("p")).reveal()).mustBeClosedUnwelcomed(4001);
    }

    private static void withoutKid(World world) throws Exception {
        String token = JWT.create()
                .withSubject("p")
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256(world.keys().secret().reveal()));
        world.withToken(token).mustBeRefused(401, "invalid_token");
    }

    private static void otherOrigin(World world) throws Exception {
        String key = world.keys().publishable();
        world.withKey(key, Optional.of("https://evil.example")).mustBeRefused(401, "origin_not_allowed");
        world.withKey(key, Optional.empty()).mustBeRefused(401, "origin_not_allowed");
        world.withKey(key, LISTED).connected().next("welcome");
    }

    private static void sixtyFirst(World world) throws Exception {
        String token = world.sign(world.keys(), world.claims("p"));
        for (int i = 0; i < 60; i++) {
            world.withToken(token).connected();
        }
        world.withToken(token).mustBeRefused(429, "");
    }

    private static void windowPasses(World world) throws Exception {
        String token = world.sign(world.keys(), world.claims("p"));
        world.withToken(token).connected();
        world.withToken(token).connected();
        world.withToken(token).mustBeRefused(429, "");
        assertThat(Eventually.every(
                        Duration.ofMillis(3_100),
                        Duration.ofSeconds(9),
                        () -> world.withToken(token).peer().isPresent()))
                .as("admitted after the window")
                .isTrue();
    }

    private static void beyondPlan(World world) throws Exception {
        int places = world.usage().at("/plan/maxConcurrentConnections").asInt();
        for (int i = 0; i < places; i++) {
            world.peer("p" + i);
        }
        world.withToken(world.sign(world.keys(), world.claims("beyond"))).mustBeClosedUnwelcomed(4010);
    }

    private static void lastPlace(World world) throws Exception {
        int places = world.usage().at("/plan/maxConcurrentConnections").asInt();
        for (int i = 0; i < places; i++) {
            world.peer("p" + i);
        }
        assertThat(world.usage().path("concurrentNow").asInt()).isEqualTo(places);
    }

    private static void placeFrees(World world) throws Exception {
        Peer first = world.peer("a");
        world.peer("b");
        first.close();
        first.closeCode();
        assertThat(Eventually.within(Duration.ofSeconds(2), () -> {
                    Peer next = world.withToken(world.sign(world.keys(), world.claims("c")))
                            .connected();
                    return !next.untilCloseOrFirst().isEmpty();
                }))
                .as("the freed place is given again")
                .isTrue();
    }

    private static void moment(World world) throws Exception {
        world.atOnce(8, world.sign(world.keys(), world.claims("p")));
        assertThat(Eventually.within(
                        Duration.ofSeconds(2),
                        () -> world.usage().path("concurrentNow").asInt() == 3))
                .as("as many connections as places")
                .isTrue();
        assertThat(world.usage().path("peakConcurrent").asInt()).isEqualTo(3);
    }

    private static void allClose(World world) throws Exception {
        world.atOnce(20, world.sign(world.keys(), world.claims("p")));
        world.control("POST", "/going-away", "{}");
        assertThat(Eventually.within(
                        Duration.ofSeconds(3),
                        () -> world.usage().path("concurrentNow").asInt() == 0))
                .as("no place is taken")
                .isTrue();
    }

    private static void metadata(World world) throws Exception {
        TokenClaims claims = world.claims("p");
        Map<String, Object> much = Map.of("iceServers", List.of(), "x", "y".repeat(8_192));
        TokenClaims tooMuch =
                new TokenClaims("p", claims.expiresAt(), Optional.empty(), Optional.empty(), much, Map.of());
        world.withToken(world.sign(world.keys(), tooMuch)).mustBeClosedUnwelcomed(4001);
    }

    private static void suspended(World world) throws Exception {
        world.withToken(world.sign(world.keys(), world.claims("p"))).mustBeClosedUnwelcomed(4012);
    }

    private static void welcome(World world) throws Exception {
        Peer peer = world.withToken(world.sign(world.keys(), world.claims("p"))).connected();
        JsonNode welcome = peer.next("welcome");
        assertThat(welcome.path("peerId").isTextual()).isTrue();
        assertThat(welcome.has("expiresAt")).as(welcome.toString()).isTrue();
        assertThat(welcome.path("serverTime").asLong())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 60);
        assertThat(welcome.path("maxMessageSize").asInt()).isEqualTo(65_536);
        assertThat(peer.untilPong()).as("frames after the welcome").isEmpty();
    }

    private static void publishable(World world) throws Exception {
        JsonNode first =
                world.withKey(world.keys().publishable(), LISTED).connected().next("welcome");
        JsonNode second =
                world.withKey(world.keys().publishable(), LISTED).connected().next("welcome");
        assertThat(first.get("expiresAt").isNull()).isTrue();
        assertThat(first.path("peerId").asText())
                .isNotEqualTo(second.path("peerId").asText());
    }

    private static void subject(World world) throws Exception {
        Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 600);
        AppKeys keys = world.keys();
        JsonNode welcome = world.withToken(world.sign(keys, TokenClaims.of("alice", expiry)))
                .connected()
                .next("welcome");
        assertThat(welcome.path("peerId").asText()).isEqualTo("alice");
        assertThat(welcome.path("expiresAt").asLong()).isEqualTo(expiry.getEpochSecond());
    }

    private static void expiry(World world) throws Exception {
        Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 4);
        Peer peer = world.peer(TokenClaims.of("p", expiry));
        assertThat(peer.closeCode()).isEqualTo(4002);
        long early = Duration.between(Instant.now(), expiry).toMillis();
        // The behaviour allows 150 ms either way; a busy machine can only make it look later.
        assertThat(early).as("ms before exp").isBetween(-400L, 400L);
    }

    private static void ownIceServers(World world) throws Exception {
        for (String own : List.of("[]", "null", "17", "[{\"urls\":\"stun:own.example:3478\"}]")) {
            String token = JWT.create()
                    .withKeyId(world.keys().keyId())
                    .withSubject("p")
                    .withExpiresAt(Instant.now().plusSeconds(60))
                    .withClaim("metadata", Peer.JSON.readValue("{\"iceServers\":" + own + "}", Json.MAP))
                    .sign(Algorithm.HMAC256(world.keys().secret().reveal()));
            JsonNode welcome = world.withToken(token).connected().next("welcome");
            assertThat(welcome.at("/metadata/iceServers")).isEqualTo(Peer.JSON.readTree(own));
        }
        JsonNode injected = world.withToken(world.sign(world.keys(), world.claims("q")))
                .connected()
                .next("welcome");
        assertThat(injected.at("/metadata/iceServers").isEmpty()).isFalse();
    }
}
