package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Behaviour.Need.SANDBOX;
import static dev.plimsoll.sandbox.contract.Peer.direct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.signalling.auth.TokenClaims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is there: rosters, comings, goings, and the order in which a client hears of them. */
final class PresenceBehaviours {
    private PresenceBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("34", "a subscribe gets its ack, then the roster", world -> {
                    world.peer("alice").join("room");
                    Peer bob = world.peer("bob");
                    bob.send("{\"type\":\"subscribe\",\"channel\":\"room\",\"requestId\":\"q\"}");
                    bob.next("ack");
                    assertThat(ids(bob.next("presence"), "joined")).containsExactly("alice");
                }),
                Behaviour.of("35", "others hear of a newcomer", world -> {
                    Peer alice = world.peer("alice");
                    alice.join("room");
                    world.peer("bob").join("room");
                    JsonNode joined = alice.next("presence");
                    assertThat(ids(joined, "joined")).containsExactly("bob");
                    assertThat(ids(joined, "left")).isEmpty();
                }),
                Behaviour.of(
                        "35b",
                        "others hear of one that leaves, by unsubscribe or by the end of its connection",
                        world -> {
                            Peer alice = world.peer("alice");
                            alice.join("room");
                            Peer bob = world.peer("bob");
                            bob.join("room");
                            alice.next("presence");
                            bob.mustAck("\"type\":\"unsubscribe\",\"channel\":\"room\"");
                            assertThat(ids(alice.next("presence"), "left")).containsExactly("bob");
                            bob.join("room");
                            alice.next("presence");
                            bob.close();
                            assertThat(ids(alice.next("presence"), "left")).containsExactly("bob");
                        }),
                Behaviour.of("36", "presence always has both arrays", world -> {
                    Peer alice = world.peer("alice");
                    JsonNode roster = alice.join("room");
                    assertThat(roster.path("joined").isArray()).isTrue();
                    assertThat(roster.path("left").isArray())
                            .as(roster.toString())
                            .isTrue();
                }),
                Behaviour.of(
                        "38", "a token's metadata never reaches another peer", PresenceBehaviours::privateMetadata),
                Behaviour.of("O1", "ack and roster do not come in one read", PresenceBehaviours::rosterAfterItsAck),
                Behaviour.of(
                        "O4",
                        "the first presence after a subscribe is the whole roster",
                        PresenceBehaviours::rosterFirst),
                Behaviour.of("O5", "a roster comes even if it is empty, and again with each subscribe", world -> {
                    Peer alice = world.peer("alice");
                    assertThat(ids(alice.join("room"), "joined")).isEmpty();
                    assertThat(ids(alice.join("room"), "joined")).isEmpty();
                }),
                Behaviour.of("O6", "a peer hears that another joined before it hears from it", world -> {
                    Peer alice = world.peer("alice");
                    alice.join("room");
                    Peer bob = world.peer("bob");
                    bob.send("{\"type\":\"subscribe\",\"channel\":\"room\"}");
                    bob.send("{" + direct("alice", 1) + "}");
                    alice.next("presence");
                    alice.next("direct");
                }),
                Behaviour.of("P1", "a roster names nobody who has left", world -> {
                    Peer bob = world.peer("bob");
                    bob.join("room");
                    bob.mustAck("\"type\":\"unsubscribe\",\"channel\":\"room\"");
                    assertThat(ids(world.peer("alice").join("room"), "joined")).isEmpty();
                }),
                Behaviour.of("P2", "presence is prompt", world -> {
                    Peer alice = world.peer("alice");
                    long asked = System.nanoTime();
                    alice.join("room");
                    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
                }),
                Behaviour.of("P3", "a peer with two connections joins once and leaves once", world -> {
                            Peer alice = world.peer("alice");
                            alice.join("room");
                            Peer first = world.peer("twin");
                            Peer second = world.peer("twin");
                            first.join("room");
                            second.join("room");
                            first.mustAck("\"type\":\"unsubscribe\",\"channel\":\"room\"");
                            assertThat(alice.untilPong()).hasSize(1);
                            second.mustAck("\"type\":\"unsubscribe\",\"channel\":\"room\"");
                            assertThat(ids(alice.next("presence"), "left")).containsExactly("twin");
                        })
                        .needing(SANDBOX));
    }

    private static void privateMetadata(World world) throws Exception {
        TokenClaims claims = new TokenClaims(
                "keeper",
                world.claims("keeper").expiresAt(),
                Optional.empty(),
                Optional.empty(),
                Map.of("plan", "secret"),
                Map.of());
        Peer alice = world.peer("alice");
        alice.join("room");
        Peer keeper = world.peer(claims);
        keeper.join("room");
        keeper.mustAck(direct("alice", 1));
        keeper.mustAck(Peer.publish("room", 2));
        assertThat(alice.untilPong().toString()).contains("keeper").doesNotContain("secret");
    }

    /** A client that is held up reads both at once, whatever the service did: so most are to come apart, not all. */
    private static void rosterAfterItsAck(World world) throws Exception {
        Peer peer = world.peer("p");
        int subscribes = 20;
        int apart = 0;
        for (int i = 0; i < subscribes; i++) {
            peer.send("{\"type\":\"subscribe\",\"channel\":\"c" + i + "\",\"requestId\":\"q\"}");
            peer.next("ack");
            long acked = peer.lastAtNanos();
            peer.next("presence");
            apart += peer.lastAtNanos() - acked > Duration.ofMillis(1).toNanos() ? 1 : 0;
        }
        assertThat(apart).isGreaterThan(subscribes / 2);
    }

    private static void rosterFirst(World world) throws Exception {
        List<Peer> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            crowd.add(world.peer("c" + i));
        }
        Peer alice = world.peer("alice");
        crowd.get(0).join("room");
        alice.send("{\"type\":\"subscribe\",\"channel\":\"room\"}");
        for (Peer other : crowd.subList(1, crowd.size())) {
            other.send("{\"type\":\"subscribe\",\"channel\":\"room\"}");
        }
        assertThat(ids(alice.next("presence"), "joined")).contains("c0");
    }

    private static List<String> ids(JsonNode presence, String field) {
        List<String> ids = new ArrayList<>();
        presence.path(field).forEach(member -> ids.add(member.path("peerId").asText()));
        return ids;
    }
}
