package dev.plimsoll.agents.stats;

import static dev.plimsoll.agents.stats.Member.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What getStats says of one peer. The selected pair is the one that the transport names; nothing is guessed from nominated
 * pairs.
 */
public record PeerStats(Optional<SelectedPair> selected, List<Stream> inbound, List<Stream> outbound) {
    private static final Set<Member> OF_PAIR = EnumSet.of(
            CURRENT_ROUND_TRIP_TIME,
            AVAILABLE_OUTGOING_BITRATE,
            BYTES_SENT,
            BYTES_RECEIVED,
            PACKETS_SENT,
            PACKETS_RECEIVED);
    private static final Set<Member> OF_TRANSPORT = EnumSet.of(SELECTED_CANDIDATE_PAIR_CHANGES);
    private static final Set<Member> OF_INBOUND = EnumSet.of(
            PACKETS_RECEIVED,
            PACKETS_LOST,
            PACKETS_DISCARDED,
            BYTES_RECEIVED,
            JITTER,
            JITTER_BUFFER_DELAY,
            JITTER_BUFFER_TARGET_DELAY,
            JITTER_BUFFER_EMITTED_COUNT,
            TOTAL_SAMPLES_RECEIVED,
            CONCEALED_SAMPLES,
            SILENT_CONCEALED_SAMPLES,
            CONCEALMENT_EVENTS,
            NACK_COUNT,
            PLI_COUNT,
            FRAMES_RECEIVED,
            FRAMES_DECODED,
            FRAMES_DROPPED,
            FRAME_WIDTH,
            FRAME_HEIGHT,
            FREEZE_COUNT,
            TOTAL_FREEZES_DURATION,
            TOTAL_DECODE_TIME);
    private static final Set<Member> OF_OUTBOUND = EnumSet.of(
            PACKETS_SENT,
            BYTES_SENT,
            RETRANSMITTED_PACKETS_SENT,
            TARGET_BITRATE,
            NACK_COUNT,
            PLI_COUNT,
            FRAMES_ENCODED,
            FRAMES_SENT,
            FRAME_WIDTH,
            FRAME_HEIGHT,
            TOTAL_ENCODE_TIME);
    private static final Set<Member> OF_REPORT =
            EnumSet.of(REMOTE_ROUND_TRIP_TIME, REMOTE_PACKETS_LOST, REMOTE_JITTER, REMOTE_FRACTION_LOST);
    private static final Set<Member> OF_LIMITATIONS = EnumSet.of(LIMITED_BY_CPU, LIMITED_BY_BANDWIDTH);

    public PeerStats {
        inbound = List.copyOf(inbound);
        outbound = List.copyOf(outbound);
    }

    /** @param report its objects by their ids */
    public static PeerStats read(Map<String, StatsEntry> report) {
        return new PeerStats(
                all(report, "transport").stream()
                        .flatMap(transport -> selected(report, transport).stream())
                        .findFirst(),
                all(report, "inbound-rtp").stream()
                        .map(entry -> stream(entry, Numbers.read(entry.attributes(), OF_INBOUND)))
                        .toList(),
                all(report, "outbound-rtp").stream()
                        .map(entry -> outbound(report, entry))
                        .toList());
    }

    /** Audio packets received so far. */
    public long audioPacketsReceived() {
        return inbound.stream()
                .filter(stream -> stream.kind().equals("audio"))
                .mapToLong(stream -> (long) stream.numbers().orZero(PACKETS_RECEIVED))
                .sum();
    }

    private static Optional<SelectedPair> selected(Map<String, StatsEntry> report, StatsEntry transport) {
        StatsEntry pair = report.get(transport.text("selectedCandidatePairId"));
        if (pair == null) {
            return Optional.empty();
        }
        Optional<StatsEntry> local = Optional.ofNullable(report.get(pair.text("localCandidateId")));
        Optional<StatsEntry> remote = Optional.ofNullable(report.get(pair.text("remoteCandidateId")));
        return Optional.of(new SelectedPair(
                pair.id(),
                local.map(entry -> entry.text("candidateType")).orElse(""),
                remote.map(entry -> entry.text("candidateType")).orElse(""),
                local.map(entry -> entry.text("relayProtocol")).orElse(""),
                local.map(entry -> SelectedPair.hostOf(entry.text("url"))).orElse(""),
                pair.atMicros(),
                Numbers.read(pair.attributes(), OF_PAIR).with(Numbers.read(transport.attributes(), OF_TRANSPORT))));
    }

    private static Stream outbound(Map<String, StatsEntry> report, StatsEntry entry) {
        Numbers own = Numbers.read(entry.attributes(), OF_OUTBOUND);
        Numbers farEnd = Optional.ofNullable(report.get(entry.text("remoteId")))
                .map(remote -> Numbers.read(remote.attributes(), OF_REPORT))
                .orElse(Numbers.NONE);
        Numbers limitations = entry.attributes().get("qualityLimitationDurations") instanceof Map<?, ?> durations
                ? Numbers.read(durations, OF_LIMITATIONS)
                : Numbers.NONE;
        return stream(entry, own.with(farEnd).with(limitations));
    }

    private static Stream stream(StatsEntry entry, Numbers numbers) {
        return new Stream(entry.id(), entry.text("kind"), entry.atMicros(), numbers);
    }

    private static List<StatsEntry> all(Map<String, StatsEntry> report, String type) {
        return report.values().stream()
                .filter(entry -> entry.type().equals(type))
                .toList();
    }
}
