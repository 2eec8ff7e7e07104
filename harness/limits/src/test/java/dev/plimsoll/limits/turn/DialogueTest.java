package dev.plimsoll.limits.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.limits.turn.stun.ChannelData;
import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunClass;
import dev.plimsoll.limits.turn.stun.StunMessage;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.limits.turn.stun.StunWriter;
import dev.plimsoll.limits.turn.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Retransmission and what comes in between, on a wire whose time is counted and not waited for. */
class DialogueTest {
    private static final TransactionId ID = new TransactionId(1, 2);
    private static final byte[] REQUEST = {1, 2, 3};
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 7_000);

    private final ScriptedWire wire = new ScriptedWire();
    private final Dialogue dialogue = new Dialogue(wire, Patience.standard(), () -> wire.now);

    @Test
    void over_udp_an_unanswered_request_is_sent_seven_times_within_39_5_seconds() throws IOException {
        assertThat(ask()).isEmpty();
        assertThat(wire.sentAt).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
        assertThat(wire.millis()).isEqualTo(39_500);
    }

    @Test
    void over_a_stream_a_request_is_sent_once_and_waited_for_as_long() throws IOException {
        wire.reliable = true;

        assertThat(ask()).isEmpty();
        assertThat(wire.sentAt).containsExactly(0L);
        assertThat(wire.millis()).isEqualTo(39_500);
    }

    @Test
    void the_answer_ends_the_retransmission() throws IOException {
        wire.comes(600, answer(ID));

        assertThat(ask()).isPresent();
        assertThat(wire.sentAt).containsExactly(0L, 500L);
        assertThat(wire.millis()).isEqualTo(600);
    }

    @Test
    void the_answer_to_another_request_and_garbage_answer_nothing() throws IOException {
        wire.comes(100, answer(new TransactionId(1, 3)));
        wire.comes(200, new byte[] {0, 1});
        wire.comes(300, indication(new byte[] {9}));
        wire.comes(400, answer(ID));

        assertThat(ask()).isPresent();
        assertThat(wire.millis()).isEqualTo(400);
    }

    @Test
    void data_that_comes_before_the_answer_is_kept_in_order() throws IOException {
        dialogue.bound(0x4001, PEER);
        wire.comes(100, indication(new byte[] {1}));
        wire.comes(200, ChannelData.encode(0x4001, new byte[] {2}, false));
        wire.comes(300, answer(ID));
        wire.comes(400, indication(new byte[] {3}));
        ask();

        assertThat(payloads(3)).containsExactly(1, 2, 3);
        assertThat(dialogue.receive(Duration.ofSeconds(1))).isEmpty();
        assertThat(wire.millis()).isEqualTo(1_400);
    }

    @Test
    void data_of_a_channel_that_nobody_bound_is_not_taken_for_a_peers() throws IOException {
        wire.comes(100, ChannelData.encode(0x4002, new byte[] {2}, false));

        assertThat(dialogue.receive(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void beyond_a_bound_data_that_nobody_receives_is_dropped_and_counted() throws IOException {
        for (int i = 0; i < Dialogue.MOST_WAITING + 3; i++) {
            wire.comes(1 + i / 100, indication(new byte[] {1}));
        }
        wire.comes(400, answer(ID));
        ask();

        assertThat(dialogue.dropped()).isEqualTo(3);
    }

    @Test
    void a_wait_of_no_length_looks_once() throws IOException {
        wire.comes(0, indication(new byte[] {5}));

        assertThat(dialogue.receive(Duration.ZERO)).isPresent();
        assertThat(dialogue.receive(Duration.ZERO)).isEmpty();
    }

    @Test
    void waits_that_cannot_be_waited_are_refused() {
        assertThatThrownBy(() -> Patience.within(Duration.ZERO)).hasMessageContaining("at least 1 ms");
        assertThat(Patience.within(Duration.ofSeconds(7)).waits(false))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    private Optional<StunMessage> ask() throws IOException {
        dialogue.begin(REQUEST);
        return dialogue.finish(REQUEST, ID);
    }

    private List<Integer> payloads(int count) throws IOException {
        List<Integer> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RelayedData data = dialogue.receive(Duration.ofSeconds(1)).orElseThrow();
            assertThat(data.peer()).isEqualTo(PEER);
            payloads.add((int) data.payload()[0]);
        }
        return payloads;
    }

    private static byte[] answer(TransactionId id) {
        return new StunWriter(StunClass.SUCCESS, StunMethod.REFRESH, id).bytes();
    }

    private static byte[] indication(byte[] payload) {
        return new StunWriter(StunClass.INDICATION, StunMethod.DATA, ID)
                .xored(StunAttribute.XOR_PEER_ADDRESS, PEER)
                .value(StunAttribute.DATA, payload)
                .bytes();
    }

    /** Delivers messages at set times; waiting moves its clock. */
    private static final class ScriptedWire implements TurnWire {
        private final TreeMap<Long, List<byte[]>> coming = new TreeMap<>();
        private final List<Long> sentAt = new ArrayList<>();
        private boolean reliable;
        private long now;

        void comes(long atMillis, byte[] message) {
            coming.computeIfAbsent(atMillis, at -> new ArrayList<>()).add(message);
        }

        long millis() {
            return now / 1_000_000;
        }

        @Override
        public boolean isReliable() {
            return reliable;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(0);
        }

        @Override
        public void send(byte[] message) {
            sentAt.add(millis());
        }

        @Override
        public Optional<byte[]> receive(Duration atMost) {
            long deadline = now + Math.max(atMost.toNanos(), 1_000_000);
            if (coming.isEmpty() || coming.firstKey() * 1_000_000 > deadline) {
                now = deadline;
                return Optional.empty();
            }
            now = Math.max(now, coming.firstKey() * 1_000_000);
            List<byte[]> messages = coming.firstEntry().getValue();
            byte[] message = messages.remove(0);
            if (messages.isEmpty()) {
                coming.pollFirstEntry();
            }
            return Optional.of(message);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
