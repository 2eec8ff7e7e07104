package dev.plimsoll.agents.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatsFieldsTest {
    private static final long SECOND = 1_000_000;

    private final StatsFields fields = new StatsFields();

    @Test
    void the_first_sample_has_totals_but_no_deltas() {
        Map<String, Double> first = inbound(SECOND, Map.of("packetsReceived", 500L, "packetsLost", 5), 20);

        assertThat(first).containsOnlyKeys("packets_received", "packets_lost");
    }

    @Test
    void the_next_sample_has_what_happened_since_over_the_librarys_own_interval() {
        inbound(SECOND, Map.of("packetsReceived", 500L, "packetsLost", 5, "bytesReceived", 1_000L), 20);
        Map<String, Double> next =
                inbound(3 * SECOND, Map.of("packetsReceived", 590L, "packetsLost", 15, "bytesReceived", 3_000L), 20);

        assertThat(next)
                .containsEntry("packets_received_delta", 90.0)
                .containsEntry("packets_lost_delta", 10.0)
                .containsEntry("loss", 10.0)
                .containsEntry("bitrate_bps", 8_000.0);
    }

    @Test
    void audio_that_is_played_has_its_buffer_its_concealment_and_its_score() {
        inbound(SECOND, played(0, 0, 0, 0, 0), 20);
        Map<String, Double> next = inbound(2 * SECOND, played(50, 0, 48_000 * 0.06, 48_000, 480), 80);

        assertThat(next.get("jitter_buffer_ms")).isCloseTo(60, within(1e-9));
        assertThat(next.get("concealed")).isCloseTo(1, within(1e-9));
        // 40 ms on the way, 60 ms in the buffer, 26.5 ms in the codec: little above what nobody hears.
        assertThat(next.get("r_factor")).isCloseTo(93.2, within(0.1));
        assertThat(next.get("mos")).isCloseTo(4.41, within(0.01));
        assertThat(next).containsEntry("score_version", 1.0);
    }

    @Test
    void lost_and_discarded_packets_lower_the_score() {
        inbound(SECOND, played(0, 0, 0, 0, 0), 20);
        Map<String, Object> lossy = new HashMap<>(played(45, 5, 48_000 * 0.06, 48_000, 4_800));
        lossy.put("packetsDiscarded", 0L);

        // 10 % of loss: 95 x 10 / (10 + 25.1) points of the rating.
        assertThat(inbound(2 * SECOND, lossy, 20).get("r_factor")).isCloseTo(93.2 - 27.07, within(0.1));
    }

    @Test
    void audio_that_nobody_plays_has_no_score() {
        inbound(SECOND, Map.of("packetsReceived", 0L, "packetsLost", 0, "jitterBufferEmittedCount", 0L), 20);
        Map<String, Double> next = inbound(
                2 * SECOND,
                Map.of(
                        "packetsReceived",
                        50L,
                        "packetsLost",
                        0,
                        "jitterBufferEmittedCount",
                        0L,
                        "jitterBufferDelay",
                        0.0),
                20);

        assertThat(next).containsEntry("loss", 0.0).doesNotContainKeys("mos", "jitter_buffer_ms", "concealed");
    }

    @Test
    void counters_that_began_anew_count_from_zero() {
        inbound(SECOND, Map.of("packetsReceived", 500L, "packetsLost", 50), 20);
        Map<String, Double> next = inbound(2 * SECOND, Map.of("packetsReceived", 30L, "packetsLost", 2), 20);

        assertThat(next).containsEntry("packets_received_delta", 30.0).containsEntry("packets_lost_delta", 2.0);
    }

    @Test
    void a_packet_that_was_lost_and_came_after_all_is_no_new_beginning() {
        inbound(SECOND, Map.of("packetsReceived", 500L, "packetsLost", 5), 20);
        Map<String, Double> next = inbound(2 * SECOND, Map.of("packetsReceived", 551L, "packetsLost", 4), 20);

        assertThat(next)
                .containsEntry("packets_received_delta", 51.0)
                .containsEntry("packets_lost_delta", -1.0)
                .containsEntry("loss", 0.0);
    }

    @Test
    void a_sample_that_was_not_measured_anew_has_no_deltas() {
        inbound(SECOND, Map.of("packetsReceived", 500L), 20);

        assertThat(inbound(SECOND, Map.of("packetsReceived", 500L), 20)).containsOnlyKeys("packets_received");
    }

    /** However a call's counters go up, its deltas add up to its total. */
    @Property
    void deltas_add_up(@ForAll @Size(max = 50) List<@LongRange(max = 1_000_000) Long> steps) {
        StatsFields ownFields = new StatsFields();
        long total = 0;
        double sum = 0;
        for (int i = 0; i < steps.size(); i++) {
            Point.Builder point = Point.of(Measurement.WEBRTC_PAIR, 1).field("relayed", 1);
            ownFields.pair(pair((i + 1) * SECOND, Map.of("bytesSent", Reports.big(total))), point);
            Map<String, Double> built = point.build().fields();
            sum += built.getOrDefault("bytes_sent_delta", 0.0);
            assertThat(built.get("bytes_sent")).isEqualTo((double) total);
            assertThat(sum).isEqualTo((double) total);
            total += steps.get(i);
        }
    }

    @Test
    void a_pair_has_its_bitrates() {
        pairFields(SECOND, Map.of("bytesSent", Reports.big(1_000), "bytesReceived", Reports.big(0)));
        Map<String, Double> next = pairFields(
                SECOND + SECOND / 2, Map.of("bytesSent", Reports.big(2_000), "bytesReceived", Reports.big(50)));

        assertThat(next)
                .containsEntry("interval_ms", 500.0)
                .containsEntry("send_bps", 16_000.0)
                .containsEntry("receive_bps", 800.0)
                .containsEntry("bytes_sent_delta", 1_000.0);
    }

    private static Map<String, Object> played(
            long packets, int lost, double bufferSeconds, long emitted, long concealed) {
        return Map.of(
                "packetsReceived", packets,
                "packetsLost", lost,
                "jitterBufferDelay", bufferSeconds,
                "jitterBufferEmittedCount", emitted,
                "totalSamplesReceived", emitted,
                "concealedSamples", concealed);
    }

    private Map<String, Double> inbound(long atMicros, Map<String, Object> attributes, double rttMs) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("kind", "audio");
        Stream stream = PeerStats.read(Map.of("I", new StatsEntry("I", "inbound-rtp", atMicros, all)))
                .inbound()
                .get(0);
        Point.Builder point = Point.of(Measurement.WEBRTC_INBOUND, 1);
        fields.inbound(stream, Optional.of(pair(atMicros, Map.of("currentRoundTripTime", rttMs / 1e3))), point);
        return point.build().fields();
    }

    private Map<String, Double> pairFields(long atMicros, Map<String, Object> attributes) {
        Point.Builder point = Point.of(Measurement.WEBRTC_PAIR, 1);
        fields.pair(pair(atMicros, attributes), point);
        return point.build().fields();
    }

    private static SelectedPair pair(long atMicros, Map<String, Object> attributes) {
        return PeerStats.read(Map.of(
                        "T", new StatsEntry("T", "transport", atMicros, Map.of("selectedCandidatePairId", "P")),
                        "P", new StatsEntry("P", "candidate-pair", atMicros, attributes)))
                .selected()
                .orElseThrow();
    }
}
