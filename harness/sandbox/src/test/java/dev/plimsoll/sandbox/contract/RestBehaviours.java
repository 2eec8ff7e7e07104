package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Behaviour.Need.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

/** The REST control plane. */
final class RestBehaviours {
    private RestBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("66", "a minted token can be used at once", RestBehaviours::mint),
                Behaviour.of("66b", "a mint beyond the documented bounds meets 400", world -> {
                    for (String body : List.of(
                            "{}",
                            "not json",
                            "{\"peerId\":\"p\",\"expiresInSec\":86401}",
                            "{\"peerId\":\"p\",\"expiresInSec\":0}",
                            "{\"peerId\":\"p\",\"permissions\":[\"fly\"]}",
                            "{\"peerId\":\"p\",\"channels\":\"c\"}",
                            "{\"peerId\":\"p\",\"peerMetadata\":{\"x\":\"" + "y".repeat(4096) + "\"}}")) {
                        expect(world.rest("POST", "/v1/tokens", body), 400, "invalid_request");
                    }
                }),
                Behaviour.of("66c", "a mint of exactly the documented bounds is answered", RestBehaviours::mintBounds),
                Behaviour.of("67", "half a credential or a publishable key meets 401", RestBehaviours::credentials),
                Behaviour.of("68", "a kicked peer is closed with 4020 and counted", world -> {
                    Peer first = world.peer("load-1");
                    Peer second = world.peer("load-1");
                    Peer other = world.peer("load-2");
                    assertThat(json(world.rest("DELETE", "/v1/peers/load-1", ""))
                                    .path("closed")
                                    .asInt())
                            .isEqualTo(2);
                    assertThat(first.closeCode()).isEqualTo(4020);
                    assertThat(second.closeCode()).isEqualTo(4020);
                    assertThat(other.untilPong()).isEmpty();
                    HttpResponse<String> nobody = world.rest("DELETE", "/v1/peers/nobody", "");
                    assertThat(nobody.statusCode()).isEqualTo(200);
                    assertThat(json(nobody).path("closed").asInt()).isZero();
                }),
                Behaviour.of("69", "a publish over REST reaches subscribers with the given sender", world -> {
                    Peer peer = world.peer("p");
                    peer.join("lt/room-3");
                    HttpResponse<String> answer = world.rest(
                            "POST", "/v1/channels/lt%2Froom-3/publish", "{\"data\":{\"n\":1},\"from\":\"backend\"}");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    JsonNode message = peer.next("message");
                    assertThat(message.path("from").asText()).isEqualTo("backend");
                    assertThat(message.at("/data/n").asInt()).isEqualTo(1);
                }),
                Behaviour.of(
                        "70",
                        "a body over 32 KB meets 413",
                        world -> expect(
                                world.rest("POST", "/v1/tokens", "{\"peerId\":\"" + "x".repeat(33_000) + "\"}"),
                                413,
                                "invalid_request")),
                Behaviour.of("R1", "the roster of a channel can be read, its name encoded or plain", world -> {
                    world.peer("p").join("lt/room-3");
                    for (String path : List.of("/v1/channels/lt%2Froom-3/peers", "/v1/channels/lt/room-3/peers")) {
                        JsonNode roster = json(world.rest("GET", path, ""));
                        assertThat(roster.path("channel").asText()).isEqualTo("lt/room-3");
                        assertThat(roster.at("/peers/0/peerId").asText()).isEqualTo("p");
                    }
                    expect(world.rest("GET", "/v1/channels/_system%2Fx/peers", ""), 400, "channel_reserved");
                    expect(world.rest("GET", "/v1/nothing", ""), 404, "not_found");
                }),
                Behaviour.of("R2", "too many calls meet 429 with Retry-After", world -> {
                            for (int i = 0; i < 3; i++) {
                                world.usage();
                            }
                            HttpResponse<String> refused = world.rest("GET", "/v1/usage", "");
                            assertThat(refused.statusCode()).isEqualTo(429);
                            assertThat(refused.headers().firstValueAsLong("Retry-After"))
                                    .isPresent();
                        })
                        .with("restCallsPerIp: 3")
                        .needing(SANDBOX),
                Behaviour.of("R3", "a key's patterns and actions bound its REST calls", world -> {
                            expect(
                                    world.rest("POST", "/v1/channels/other/publish", "{\"data\":1}"),
                                    403,
                                    "channel_not_authorized");
                            expect(world.rest("GET", "/v1/channels/lt%2Fa/peers", ""), 403, "action_not_permitted");
                            expect(
                                    world.rest("POST", "/v1/tokens", "{\"peerId\":\"p\",\"channels\":[\"lt/**\"]}"),
                                    403,
                                    "channel_not_authorized");
                            expect(
                                    world.rest(
                                            "POST", "/v1/tokens", "{\"peerId\":\"p\",\"permissions\":[\"presence\"]}"),
                                    403,
                                    "action_not_permitted");
                        })
                        .with("apps: [{name: main, channels: ['lt/*'], signingActions: [subscribe, publish]}]")
                        .needing(SANDBOX));
    }

    private static void mint(World world) throws Exception {
        JsonNode minted = json(world.rest(
                "POST",
                "/v1/tokens",
                "{\"peerId\":\"load-00017\",\"channels\":[\"lt/room-3\"],\"permissions\":[\"subscribe\"],"
                        + "\"expiresInSec\":900,\"peerMetadata\":{\"role\":\"bot\"}}"));
        long expiresAt = minted.path("expiresAt").asLong();
        assertThat(expiresAt - Instant.now().getEpochSecond()).isBetween(880L, 901L);
        Peer peer = world.withToken(minted.path("token").asText()).connected();
        JsonNode welcome = peer.next("welcome");
        assertThat(welcome.path("peerId").asText()).isEqualTo("load-00017");
        assertThat(welcome.path("expiresAt").asLong()).isEqualTo(expiresAt);
        peer.subscribe("lt/room-3");
        peer.mustFail("\"type\":\"subscribe\",\"channel\":\"other\"", "channel_not_authorized");
        peer.mustFail(Peer.publish("lt/room-3", 1), "action_not_permitted");
    }

    private static void mintBounds(World world) throws Exception {
        json(world.rest("POST", "/v1/tokens", mintOf(86_400, 100, 16, 128)));
        for (String body :
                List.of(mintOf(86_401, 1, 1, 1), mintOf(1, 101, 1, 1), mintOf(1, 1, 17, 1), mintOf(1, 1, 1, 129))) {
            expect(world.rest("POST", "/v1/tokens", body), 400, "invalid_request");
        }
    }

    private static String mintOf(int seconds, int channels, int permissions, int idLength) {
        return "{\"peerId\":\"" + "x".repeat(idLength) + "\",\"expiresInSec\":" + seconds + ",\"channels\":["
                + "\"c\",".repeat(channels - 1) + "\"c\"],\"permissions\":[" + "\"publish\",".repeat(permissions - 1)
                + "\"publish\"]}";
    }

    private static void credentials(World world) throws Exception {
        for (String bearer : List.of(
                world.keys().keyId(),
                world.keys().keyId() + ":wrong",
                world.keys().publishable(),
                "")) {
            expect(world.rest("GET", "/v1/usage", "", bearer), 401, "unauthorized");
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Peer.JSON.readTree(response.body());
    }

    private static void expect(HttpResponse<String> response, int status, String error) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Peer.JSON.readTree(response.body()).path("error").asText()).isEqualTo(error);
    }
}
