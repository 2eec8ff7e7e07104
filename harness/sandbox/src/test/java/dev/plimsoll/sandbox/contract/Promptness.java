package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Peer.direct;
import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How long messages take on an idle service. A client that is held up reads a few of them late, whatever the service
 * did: so few may be late, not one in a hundred.
 */
final class Promptness {
    private static final int TALKERS = 4;
    /** Fewer than the 200 frames that a connection may send at once. */
    private static final int MESSAGES = 150;

    private static final int MAY_BE_LATE = TALKERS * MESSAGES / 200;
    private static final Duration PROMPT = Duration.ofMillis(400);

    private Promptness() {}

    static void ofDeliveries(World world) throws Exception {
        Peer listener = world.peer("listener");
        listener.join("room");
        assertThat(late(world, listener, "message", i -> publish("room", i))).isLessThanOrEqualTo(MAY_BE_LATE);
    }

    static void ofDirects(World world) throws Exception {
        Peer listener = world.peer("listener");
        assertThat(late(world, listener, "direct", i -> direct("listener", i))).isLessThanOrEqualTo(MAY_BE_LATE);
    }

    private static int late(World world, Peer listener, String type, IntFunction<String> message) throws Exception {
        int late = 0;
        for (int talker = 0; talker < TALKERS; talker++) {
            Peer peer = world.peer("talker-" + talker);
            for (int i = 0; i < MESSAGES; i++) {
                long sent = System.nanoTime();
                peer.send("{" + message.apply(i) + "}");
                assertThat(listener.next(type).path("data").asInt()).isEqualTo(i);
                late += listener.lastAtNanos() - sent > PROMPT.toNanos() ? 1 : 0;
            }
        }
        return late;
    }
}
