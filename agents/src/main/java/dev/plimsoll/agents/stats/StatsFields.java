package dev.plimsoll.agents.stats;

import static dev.plimsoll.agents.stats.Member.*;

import dev.plimsoll.agents.media.MediaDelay;
import dev.plimsoll.model.quality.EModel;
import dev.plimsoll.model.quality.SpeechCodec;
import dev.plimsoll.model.quality.SpeechPath;
import dev.plimsoll.telemetry.point.Point;
import java.util.Optional;

/** Computes the fields of points from what getStats says now and what it said before. One for each peer; for one thread. */
public final class StatsFields {
    private final Changes changes = new Changes();

    public void pair(SelectedPair pair, Point.Builder point) {
        Numbers now = pair.numbers();
        point.field("rtt_ms", now.get(CURRENT_ROUND_TRIP_TIME))
                .field("bytes_sent", now.get(BYTES_SENT))
                .field("bytes_received", now.get(BYTES_RECEIVED))
                .field("packets_sent", now.get(PACKETS_SENT))
                .field("packets_received", now.get(PACKETS_RECEIVED))
                .field("pair_changes", now.get(SELECTED_CANDIDATE_PAIR_CHANGES))
                .field("available_send_bps", now.get(AVAILABLE_OUTGOING_BITRATE));
        changes.since(pair.id(), pair.atMicros(), now)
                .ifPresent(change -> point.field("interval_ms", change.intervalMs())
                        .field("bytes_sent_delta", change.counted().get(BYTES_SENT))
                        .field("bytes_received_delta", change.counted().get(BYTES_RECEIVED))
                        .field("packets_sent_delta", change.counted().get(PACKETS_SENT))
                        .field("packets_received_delta", change.counted().get(PACKETS_RECEIVED))
                        .field("pair_changes_delta", change.counted().get(SELECTED_CANDIDATE_PAIR_CHANGES))
                        .field("send_bps", change.bitsPerSecond(BYTES_SENT))
                        .field("receive_bps", change.bitsPerSecond(BYTES_RECEIVED)));
    }

    public void inbound(Stream stream, Optional<SelectedPair> pair, Point.Builder point) {
        Numbers now = stream.numbers();
        point.field("packets_received", now.get(PACKETS_RECEIVED))
                .field("packets_lost", now.get(PACKETS_LOST))
                .field("bytes_received", now.get(BYTES_RECEIVED))
                .field("jitter_ms", now.get(JITTER))
                .field("frame_width", now.get(FRAME_WIDTH))
                .field("frame_height", now.get(FRAME_HEIGHT));
        changes.since(stream.id(), stream.atMicros(), now).ifPresent(change -> {
            received(change, point);
            played(change, point);
            pair.flatMap(selected -> quality(stream, selected, change))
                    .ifPresent(score -> point.field("mos", score.mos())
                            .field("r_factor", score.rFactor())
                            .field("score_version", EModel.VERSION));
        });
    }

    private static void received(Change change, Point.Builder point) {
        Numbers counted = change.counted();
        point.field("packets_received_delta", counted.get(PACKETS_RECEIVED))
                .field("packets_lost_delta", counted.get(PACKETS_LOST))
                .field("loss", percent(lost(counted), expected(counted)))
                .field("bitrate_bps", change.bitsPerSecond(BYTES_RECEIVED))
                .field("packets_discarded_delta", counted.get(PACKETS_DISCARDED))
                .field("nack_count_delta", counted.get(NACK_COUNT))
                .field("pli_count_delta", counted.get(PLI_COUNT))
                .field("frames_received_delta", counted.get(FRAMES_RECEIVED));
    }

    private static void played(Change change, Point.Builder point) {
        Numbers counted = change.counted();
        Double concealed = counted.ratio(CONCEALED_SAMPLES, TOTAL_SAMPLES_RECEIVED);
        point.field("jitter_buffer_ms", counted.ratio(JITTER_BUFFER_DELAY, JITTER_BUFFER_EMITTED_COUNT))
                .field(
                        "jitter_buffer_target_ms",
                        counted.ratio(JITTER_BUFFER_TARGET_DELAY, JITTER_BUFFER_EMITTED_COUNT))
                .field("concealed", concealed == null ? null : 100 * concealed)
                .field("concealment_events_delta", counted.get(CONCEALMENT_EVENTS))
                .field("frames_decoded_delta", counted.get(FRAMES_DECODED))
                .field("frames_dropped_delta", counted.get(FRAMES_DROPPED))
                .field("frames_per_second", change.perSecond(FRAMES_DECODED))
                .field("freeze_count_delta", counted.get(FREEZE_COUNT))
                .field("freeze_ms_delta", counted.get(TOTAL_FREEZES_DURATION))
                .field("decode_ms", counted.ratio(TOTAL_DECODE_TIME, FRAMES_DECODED));
    }

    /** What the marks in a received stream's media say; of an inbound point. */
    public static void marks(MediaDelay.Interval interval, Point.Builder point) {
        point.field("marks_delta", interval.marks())
                .field("media_delay_p50_ms", interval.p50Ms())
                .field("media_delay_max_ms", interval.maxMs());
    }

    public void outbound(Stream stream, Point.Builder point) {
        Numbers now = stream.numbers();
        Double lost = now.get(REMOTE_FRACTION_LOST);
        point.field("packets_sent", now.get(PACKETS_SENT))
                .field("bytes_sent", now.get(BYTES_SENT))
                .field("remote_rtt_ms", now.get(REMOTE_ROUND_TRIP_TIME))
                .field("remote_packets_lost", now.get(REMOTE_PACKETS_LOST))
                .field("remote_jitter_ms", now.get(REMOTE_JITTER))
                .field("remote_loss", lost == null ? null : 100 * lost)
                .field("target_bps", now.get(TARGET_BITRATE))
                .field("frame_width", now.get(FRAME_WIDTH))
                .field("frame_height", now.get(FRAME_HEIGHT));
        changes.since(stream.id(), stream.atMicros(), now).ifPresent(change -> sent(change, point));
    }

    private static void sent(Change change, Point.Builder point) {
        Numbers counted = change.counted();
        point.field("packets_sent_delta", counted.get(PACKETS_SENT))
                .field("bytes_sent_delta", counted.get(BYTES_SENT))
                .field("bitrate_bps", change.bitsPerSecond(BYTES_SENT))
                .field("retransmitted_packets_delta", counted.get(RETRANSMITTED_PACKETS_SENT))
                .field("nack_count_delta", counted.get(NACK_COUNT))
                .field("pli_count_delta", counted.get(PLI_COUNT))
                .field("frames_encoded_delta", counted.get(FRAMES_ENCODED))
                .field("frames_sent_delta", counted.get(FRAMES_SENT))
                .field("frames_per_second", change.perSecond(FRAMES_ENCODED))
                .field("encode_ms", counted.ratio(TOTAL_ENCODE_TIME, FRAMES_ENCODED))
                .field("limited_cpu_ms_delta", counted.get(LIMITED_BY_CPU))
                .field("limited_bandwidth_ms_delta", counted.get(LIMITED_BY_BANDWIDTH));
    }

    /** Of audio that is played: without a jitter buffer at work its delay is not known, and no score would be true. */
    private static Optional<EModel.Score> quality(Stream stream, SelectedPair pair, Change change) {
        Double buffered = change.counted().ratio(JITTER_BUFFER_DELAY, JITTER_BUFFER_EMITTED_COUNT);
        Double roundTrip = pair.numbers().get(CURRENT_ROUND_TRIP_TIME);
        double expected = expected(change.counted());
        if (!stream.kind().equals("audio") || buffered == null || roundTrip == null || expected <= 0) {
            return Optional.empty();
        }
        double missing = lost(change.counted()) + Math.max(0, change.counted().orZero(PACKETS_DISCARDED));
        double share = Math.min(1, missing / expected);
        return Optional.of(EModel.score(
                SpeechPath.of(roundTrip / 2, Math.max(0, buffered), SpeechCodec.OPUS, share), SpeechCodec.OPUS));
    }

    private static double lost(Numbers counted) {
        return Math.max(0, counted.orZero(PACKETS_LOST));
    }

    private static double expected(Numbers counted) {
        return Math.max(0, counted.orZero(PACKETS_RECEIVED)) + lost(counted);
    }

    private static Double percent(double part, double whole) {
        return whole <= 0 ? null : 100 * part / whole;
    }
}
