package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Behaviour.Need.PUBLISHABLE_KEY;
import static dev.plimsoll.sandbox.contract.Behaviour.Need.SANDBOX;
import static dev.plimsoll.sandbox.contract.Peer.direct;
import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.auth.TokenClaims;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Frames, their answers and the limits on them. */
final class MessageBehaviours {
    private static final String TWO_APPS = "apps: [{name: main}, {name: other}]";

    private MessageBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("15", "a request with an id gets one answer with that id", MessageBehaviours::answers),
                Behaviour.of("16", "a request without an id gets no ack", world -> {
                    Peer peer = world.peer("p");
                    peer.send("{\"type\":\"unsubscribe\",\"channel\":\"c\"}");
                    peer.send("{" + publish("c", 1) + "}");
                    assertThat(peer.untilPong()).isEmpty();
                }),
                Behaviour.of("21", "a publisher gets no echo", world -> {
                    Peer peer = world.peer("p");
                    peer.join("room");
                    peer.send("{" + publish("room", 1) + "}");
                    assertThat(peer.untilPong()).isEmpty();
                }),
                Behaviour.of("22", "what is not JSON is malformed_message", world -> {
                    Peer peer = world.peer("p");
                    for (String text : List.of("{not json", "[]", "{}", "{\"type\":7}", "")) {
                        peer.send(text);
                        assertThat(peer.next("error").path("code").asText()).isEqualTo("malformed_message");
                    }
                    assertThat(peer.untilPong()).isEmpty();
                }),
                Behaviour.of("22b", "an unknown type is unknown_type", world -> {
                    Peer peer = world.peer("p");
                    peer.mustFail("\"type\":\"shout\"", "unknown_type");
                    assertThat(peer.untilPong()).isEmpty();
                }),
                Behaviour.of("23", "a publish without data is missing_data", world -> {
                    Peer peer = world.peer("p");
                    peer.mustFail("\"type\":\"publish\",\"channel\":\"c\"", "missing_data");
                    peer.mustAck(publish("c", "null"));
                }),
                Behaviour.of("24", "a send to nobody is peer_not_found", world -> {
                    Peer peer = world.peer("p");
                    peer.mustFail(direct("nobody", 1), "peer_not_found");
                    peer.mustAck(direct("p", 1));
                }),
                Behaviour.of("25", "a reserved name is channel_reserved", world -> {
                    Peer peer = world.peer("p");
                    for (String name : List.of("_metered/x", "_Internal/x", "_SYSTEM/x")) {
                        peer.mustFail("\"type\":\"subscribe\",\"channel\":\"" + name + "\"", "channel_reserved");
                    }
                    peer.subscribe("_metered");
                }),
                Behaviour.of("26", "the 101st channel is refused until one is left", MessageBehaviours::channels),
                Behaviour.of("22c", "a request id has 128 characters at most", world -> {
                    Peer peer = world.peer("p");
                    peer.send("{\"type\":\"unsubscribe\",\"channel\":\"c\",\"requestId\":\"" + "x".repeat(129) + "\"}");
                    assertThat(peer.next("error").path("code").asText()).isEqualTo("malformed_message");
                }),
                Behaviour.of("27", "a channel has 256 bytes at most", world -> {
                    Peer peer = world.peer("p");
                    peer.subscribe("é".repeat(128));
                    peer.mustFail("\"type\":\"subscribe\",\"channel\":\"x" + "é".repeat(128) + "\"", "invalid_channel");
                    peer.mustFail("\"type\":\"subscribe\",\"channel\":\"\"", "invalid_channel");
                }),
                Behaviour.of("28", "a frame over 65,536 bytes is closed with 1009", MessageBehaviours::frameSize),
                Behaviour.of("30", "a key without send may subscribe and not send", MessageBehaviours::withoutSend)
                        .needing(PUBLISHABLE_KEY),
                Behaviour.of("31", "a channel outside the patterns is refused", MessageBehaviours::outside),
                Behaviour.of("32", "* stays within a segment, ** does not", MessageBehaviours::patterns),
                Behaviour.of("33", "peers of different apps never meet", MessageBehaviours::apps)
                        .with(TWO_APPS)
                        .needing(SANDBOX),
                Behaviour.of(
                        "37",
                        "sender metadata comes with directs, and with messages on request",
                        MessageBehaviours::senderMetadata),
                Behaviour.of("42", "a burst of 200 frames is tolerated", world -> {
                    Peer peer = world.peer("p");
                    for (int i = 0; i < 198; i++) {
                        peer.send("{\"type\":\"ping\"}");
                    }
                    for (int i = 0; i < 198; i++) {
                        peer.next("pong");
                    }
                    assertThat(peer.isClosed()).isFalse();
                }),
                Behaviour.of("42b", "100 frames a second are tolerated", MessageBehaviours::sustained),
                Behaviour.of("43", "more frames than the bucket holds are closed with 4011", world -> {
                    Peer peer = world.peer("p");
                    for (int i = 0; i < 500; i++) {
                        peer.send("{\"type\":\"unsubscribe\",\"channel\":\"c\"}");
                    }
                    assertThat(peer.closeCode()).isEqualTo(4011);
                }),
                Behaviour.of("43b", "150 frames a second do not last", MessageBehaviours::overRate),
                Behaviour.of("44", "a new connection has a full bucket", world -> {
                    Peer flood = world.peer("p");
                    for (int i = 0; i < 500; i++) {
                        flood.send("{\"type\":\"unsubscribe\",\"channel\":\"c\"}");
                    }
                    flood.closeCode();
                    Peer again = world.peer("p");
                    for (int i = 0; i < 150; i++) {
                        again.send("{\"type\":\"ping\"}");
                    }
                    for (int i = 0; i < 150; i++) {
                        again.next("pong");
                    }
                }),
                Behaviour.of("45", "beyond the quota publishes fail and receiving goes on", MessageBehaviours::quota)
                        .with("maxMessages: 3\nrestCallsPerIp: 1000")
                        .needing(SANDBOX),
                Behaviour.of("46", "usage counts publishes and sends, not their fan-out", MessageBehaviours::usage),
                Behaviour.of("47", "a ping is answered by pong", world -> {
                    Peer peer = world.peer("p");
                    peer.send("{\"type\":\"ping\"}");
                    peer.next("pong");
                }),
                Behaviour.of("D1", "every publish arrives once, in order and unchanged", MessageBehaviours::deliveries)
                        .with("bucketRate: 100000\nbucketBurst: 100000\nmaxPendingFrames: 100000")
                        .needing(SANDBOX),
                Behaviour.of("D2", "no delivery takes long on an idle service", Promptness::ofDeliveries)
                        .with("bucketRate: 100000\nbucketBurst: 100000"),
                Behaviour.of("D4", "every direct arrives once, in order and unchanged", MessageBehaviours::directs)
                        .with("bucketRate: 100000\nbucketBurst: 100000\nmaxPendingFrames: 100000")
                        .needing(SANDBOX),
                Behaviour.of("D5", "no direct takes long on an idle service", Promptness::ofDirects)
                        .with("bucketRate: 100000\nbucketBurst: 100000"),
                Behaviour.of("D6", "no channel hears what another was sent", MessageBehaviours::isolation)
                        .with("bucketRate: 100000\nbucketBurst: 100000\nmaxPendingFrames: 100000"),
                Behaviour.of("D3", "every request is acknowledged once", MessageBehaviours::acks)
                        .with("bucketRate: 100000\nbucketBurst: 100000")
                        .needing(SANDBOX));
    }

    private static void answers(World world) throws Exception {
        Peer peer = world.peer("p");
        peer.mustAck("\"type\":\"subscribe\",\"channel\":\"c\"");
        peer.mustAck(publish("c", "{\"n\":1}"));
        peer.mustAck("\"type\":\"unsubscribe\",\"channel\":\"c\"");
        peer.mustAck("\"type\":\"unsubscribe\",\"channel\":\"c\"");
        assertThat(peer.untilPong())
                .extracting(frame -> frame.path("type").asText())
                .doesNotContain("ack", "error");
    }

    private static void channels(World world) throws Exception {
        Peer peer = world.peer("p");
        for (int i = 0; i < 100; i++) {
            peer.subscribe("c" + i);
        }
        peer.mustFail("\"type\":\"subscribe\",\"channel\":\"one-more\"", "channel_limit_exceeded");
        peer.subscribe("c0");
        peer.mustAck("\"type\":\"unsubscribe\",\"channel\":\"c0\"");
        peer.subscribe("one-more");
    }

    private static void frameSize(World world) throws Exception {
        Peer fits = world.peer("fits");
        String frame = "{\"type\":\"publish\",\"channel\":\"c\",\"data\":\"\"}";
        fits.send(frame.replace("\"\"", "\"" + "x".repeat(65_536 - frame.length()) + "\""));
        assertThat(fits.untilPong()).isEmpty();

        Peer tooBig = world.peer("too-big");
        tooBig.send(frame.replace("\"\"", "\"" + "x".repeat(65_537 - frame.length()) + "\""));
        assertThat(tooBig.closeCode()).isEqualTo(1009);
    }

    private static void withoutSend(World world) throws Exception {
        Peer peer = world.withKey(world.keys().publishable(), Optional.empty()).connected();
        peer.next("welcome");
        peer.mustFail(direct("nobody", 1), "action_not_permitted");
        peer.subscribe("c");
    }

    private static TokenClaims limited(World world, List<String> channels) {
        return new TokenClaims(
                "p",
                world.claims("p").expiresAt(),
                Optional.of(channels),
                Optional.of(Set.of(Action.SUBSCRIBE, Action.PUBLISH)),
                Map.of(),
                Map.of());
    }

    private static void outside(World world) throws Exception {
        Peer peer = world.peer(limited(world, List.of("lt/room-3")));
        peer.mustFail("\"type\":\"subscribe\",\"channel\":\"lt/room-4\"", "channel_not_authorized");
        peer.mustFail(publish("lt/room-4", 1), "channel_not_authorized");
        peer.subscribe("lt/room-3");
    }

    private static void patterns(World world) throws Exception {
        Peer one = world.peer(limited(world, List.of("lt/*")));
        one.subscribe("lt/a");
        one.mustFail("\"type\":\"subscribe\",\"channel\":\"lt/a/b\"", "channel_not_authorized");
        Peer two = world.peer(limited(world, List.of("lt/**")));
        two.subscribe("lt/a");
        two.subscribe("lt/a/b");
        two.mustFail("\"type\":\"subscribe\",\"channel\":\"ltx\"", "channel_not_authorized");
    }

    private static void apps(World world) throws Exception {
        Peer here = world.peer("same-name");
        Peer there = world.peer(world.keys("other"), world.claims("same-name"));
        here.join("room");
        there.join("room");
        Peer sender = world.peer("sender");
        sender.mustAck(publish("room", 1));
        sender.mustAck(direct("same-name", 2));
        here.await("message");
        here.next("direct");
        assertThat(there.untilPong()).isEmpty();
    }

    private static void senderMetadata(World world) throws Exception {
        TokenClaims withMetadata = new TokenClaims(
                "sender",
                world.claims("sender").expiresAt(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of("role", "bot"));
        Peer asks = world.peer("asks");
        asks.mustAck("\"type\":\"subscribe\",\"channel\":\"c\",\"includeSenderMetadata\":true");
        Peer asksNot = world.peer("asks-not");
        asksNot.join("c");
        Peer sender = world.peer(withMetadata);
        sender.mustAck(publish("c", 1));
        sender.mustAck(direct("asks-not", 2));
        assertThat(asks.await("message").at("/fromMetadata/role").asText()).isEqualTo("bot");
        assertThat(asksNot.await("message").has("fromMetadata")).isFalse();
        assertThat(asksNot.next("direct").at("/fromMetadata/role").asText()).isEqualTo("bot");
    }

    /** Four seconds at the documented rate, the burst spent before: half the rate would end it. */
    private static void sustained(World world) throws Exception {
        Peer peer = world.peer("p");
        for (int i = 0; i < 190; i++) {
            peer.send("{\"type\":\"unsubscribe\",\"channel\":\"c\"}");
        }
        paced(peer, 380, Duration.ofMillis(10));
        assertThat(peer.untilPong()).isEmpty();
    }

    /** At 150 a second the burst of 200 is spent after four seconds; a bucket that refilled as fast would go on. */
    private static void overRate(World world) throws Exception {
        Peer peer = world.peer("p");
        paced(peer, 1_200, Duration.ofNanos(6_666_667));
        assertThat(peer.closeCode()).isEqualTo(4011);
    }

    /** Sends frames that nobody answers, each at its time, until the connection is closed. */
    private static void paced(Peer peer, int count, Duration gap) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < count && !peer.isClosed(); i++) {
            long due = start + (i + 1) * gap.toNanos();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            peer.send("{\"type\":\"unsubscribe\",\"channel\":\"c\"}");
        }
    }

    private static void quota(World world) throws Exception {
        Peer talker = world.peer("talker");
        talker.join("lobby");
        Peer listener = world.peer("listener");
        listener.join("room");
        for (int i = 0; i < 3; i++) {
            talker.mustAck(publish("room", i));
        }
        talker.mustFail(publish("room", 3), "over_message_quota");
        talker.mustFail(direct("listener", 4), "over_message_quota");
        assertThat(talker.untilPong()).isEmpty();
        assertThat(listener.untilPong())
                .extracting(frame -> frame.path("data").asInt())
                .containsExactly(0, 1, 2);
        assertThat(world.usage().path("messagesUsed").asInt()).isEqualTo(5);
        world.peer("late").join("room");
        assertThat(listener.next("presence").at("/joined/0/peerId").asText()).isEqualTo("late");
        world.peer("later").join("lobby");
        assertThat(talker.next("presence").at("/joined/0/peerId").asText()).isEqualTo("later");
    }

    private static void usage(World world) throws Exception {
        long before = world.usage().path("messagesUsed").asLong();
        Peer talker = world.peer("talker");
        for (String name : List.of("a", "b", "c")) {
            world.peer(name).join("room");
        }
        talker.mustAck(publish("room", 1));
        talker.mustAck(direct("a", 1));
        talker.mustFail(direct("nobody", 1), "peer_not_found");
        assertThat(world.usage().path("messagesUsed").asLong() - before).isEqualTo(3);
    }

    private static void deliveries(World world) throws Exception {
        int count = 2_100;
        Peer talker = world.peer("talker");
        Peer listener = world.peer("listener");
        listener.join("room");
        for (int i = 0; i < count; i++) {
            talker.send("{" + publish("room", "{\"n\":" + i + ",\"x\":\"1.10\"}") + "}");
        }
        talker.untilPong();
        List<JsonNode> heard = listener.untilPong();
        assertThat(heard).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(heard.get(i).toString())
                    .isEqualTo("{\"type\":\"message\",\"channel\":\"room\",\"from\":\"talker\",\"data\":{\"n\":" + i
                            + ",\"x\":\"1.10\"}}");
        }
    }

    private static void directs(World world) throws Exception {
        int count = 2_100;
        Peer talker = world.peer("talker");
        Peer listener = world.peer("listener");
        for (int i = 0; i < count; i++) {
            talker.send("{" + direct("listener", "{\"n\":" + i + "}") + "}");
        }
        talker.untilPong();
        List<JsonNode> heard = listener.untilPong();
        assertThat(heard).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(heard.get(i))
                    .hasToString("{\"type\":\"direct\",\"from\":\"talker\",\"data\":{\"n\":" + i + "}}");
        }
    }

    private static void isolation(World world) throws Exception {
        Peer talker = world.peer("talker");
        world.peer("here").join("here");
        Peer elsewhere = world.peer("elsewhere");
        elsewhere.join("elsewhere");
        for (int i = 0; i < 300; i++) {
            talker.send("{" + publish("here", i) + "}");
        }
        talker.untilPong();
        assertThat(elsewhere.untilPong()).isEmpty();
    }

    private static void acks(World world) throws Exception {
        Peer peer = world.peer("p");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            peer.send("{" + publish("c", i) + ",\"requestId\":\"n" + i + "\"}");
        }
        List<JsonNode> answers = peer.untilPong();
        answers.forEach(answer -> ids.add(answer.path("requestId").asText()));
        assertThat(answers).hasSize(250);
        assertThat(ids).hasSize(250);
    }
}
