package dev.plimsoll.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.agents.control.AgentEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final int PACKETS_PER_SECOND = 100;
    private static final double START = 1_000;

    private double now = START;
    private final InstantSource clock = () -> Instant.EPOCH.plusMillis((long) (1_000 * now));
    private final AgentsLog log = new AgentsLog(clock);

    @Test
    void calls_that_bring_what_they_should_have_brought_all_of_it_however_old_their_samples_are() {
        sampled("young", START + 4.9);
        sampled("old", START + 4.1);
        Flow before = log.flow();
        sampled("young", START + 13.05);
        sampled("old", START + 13.04);

        assertThat(log.flow().receivedSince(before, CallKind.OPUS)).isCloseTo(100, within(0.1));
    }

    @Test
    void a_call_that_was_not_sampled_yet_counts_from_its_connection() {
        connected("late", START + 2);
        Flow before = log.flow();
        sampled("late", START + 10, 8 * PACKETS_PER_SECOND);

        assertThat(log.flow().receivedSince(before, CallKind.OPUS)).isCloseTo(100, within(0.1));
    }

    @Test
    void packets_that_are_missing_are_missed() {
        sampled("call", START + 5);
        Flow before = log.flow();
        sampled("call", START + 15, 5 * PACKETS_PER_SECOND + 900);

        assertThat(log.flow().receivedSince(before, CallKind.OPUS)).isCloseTo(90, within(0.1));
    }

    @Test
    void what_several_pages_received_adds_up() {
        Flow caller = new Flow(3, 100, 30, 5);
        Flow callee = new Flow(0, 98, 29, 4.5);

        assertThat(caller.plus(callee).plus(Flow.NONE)).isEqualTo(new Flow(3, 198, 59, 9.5));
        assertThat(caller.plus(callee).receivedSince(Flow.NONE, CallKind.VIDEO))
                .isCloseTo(100.0 * 59 / (30 * 9.5), within(1e-9));
    }

    private void connected(String pair, double at) {
        now = at;
        log.heard(0, new AgentEvent.PairConnected(pair, 1));
    }

    /** Of a call that began at the start and brings what it should. */
    private void sampled(String pair, double at) {
        sampled(pair, at, Math.round(PACKETS_PER_SECOND * (at - START)));
    }

    /** It is told of a little later. */
    private void sampled(String pair, double at, long audioPackets) {
        now = at + 0.3;
        AgentEvent.Carried carried = new AgentEvent.Carried((long) (at * 1e9), 0, 0, 0, 0);
        log.heard(0, new AgentEvent.PairSampled(pair, List.of(), 0, 0, audioPackets, "relay", true, carried));
    }
}
