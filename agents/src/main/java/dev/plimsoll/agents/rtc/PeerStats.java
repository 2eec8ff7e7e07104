package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What getStats says of one peer. The selected pair is the one that the transport names; nothing is guessed from nominated
 * pairs.
 */
public record PeerStats(Optional<Selected> selected, List<Inbound> inbound, List<Outbound> outbound) {

    /**
     * The selected candidate pair. Numbers are null where the library did not give them.
     *
     * @param relayProtocol how the local relay candidate reaches its TURN server: udp, tcp or tls; empty if it is no relay
     */
    public record Selected(
            String localType,
            String remoteType,
            String relayProtocol,
            Double rttMs,
            Double bytesSent,
            Double bytesReceived,
            Double packetsSent,
            Double packetsReceived,
            Double pairChanges) {}

    public record Inbound(
            String kind, Double packetsReceived, Double packetsLost, Double bytesReceived, Double jitterMs) {}

    public record Outbound(
            String kind, Double packetsSent, Double bytesSent, Double remoteRttMs, Double remotePacketsLost) {}

    public static PeerStats read(Map<String, RTCStats> report) {
        return new PeerStats(
                all(report, RTCStatsType.TRANSPORT).stream()
                        .flatMap(transport -> selected(report, transport).stream())
                        .findFirst(),
                all(report, RTCStatsType.INBOUND_RTP).stream()
                        .map(PeerStats::inbound)
                        .toList(),
                all(report, RTCStatsType.OUTBOUND_RTP).stream()
                        .map(stream -> outbound(report, stream))
                        .toList());
    }

    /** Audio packets received so far. */
    public long audioPacketsReceived() {
        return inbound.stream()
                .filter(stream -> stream.kind().equals("audio") && stream.packetsReceived() != null)
                .mapToLong(stream -> stream.packetsReceived().longValue())
                .sum();
    }

    private static Optional<Selected> selected(Map<String, RTCStats> report, RTCStats transport) {
        RTCStats pair = report.get(text(transport, "selectedCandidatePairId"));
        if (pair == null) {
            return Optional.empty();
        }
        RTCStats local = report.get(text(pair, "localCandidateId"));
        RTCStats remote = report.get(text(pair, "remoteCandidateId"));
        return Optional.of(new Selected(
                text(local, "candidateType"),
                text(remote, "candidateType"),
                text(local, "relayProtocol"),
                millis(pair, "currentRoundTripTime"),
                number(pair, "bytesSent"),
                number(pair, "bytesReceived"),
                number(pair, "packetsSent"),
                number(pair, "packetsReceived"),
                number(transport, "selectedCandidatePairChanges")));
    }

    private static Inbound inbound(RTCStats stream) {
        return new Inbound(
                text(stream, "kind"),
                number(stream, "packetsReceived"),
                number(stream, "packetsLost"),
                number(stream, "bytesReceived"),
                millis(stream, "jitter"));
    }

    private static Outbound outbound(Map<String, RTCStats> report, RTCStats stream) {
        RTCStats remote = report.get(text(stream, "remoteId"));
        return new Outbound(
                text(stream, "kind"),
                number(stream, "packetsSent"),
                number(stream, "bytesSent"),
                millis(remote, "roundTripTime"),
                number(remote, "packetsLost"));
    }

    private static List<RTCStats> all(Map<String, RTCStats> report, RTCStatsType type) {
        return report.values().stream().filter(stats -> stats.getType() == type).toList();
    }

    private static String text(RTCStats stats, String name) {
        return stats != null && stats.getAttributes().get(name) instanceof String text ? text : "";
    }

    private static Double number(RTCStats stats, String name) {
        return stats != null && stats.getAttributes().get(name) instanceof Number number ? number.doubleValue() : null;
    }

    private static Double millis(RTCStats stats, String name) {
        Double seconds = number(stats, name);
        return seconds == null ? null : seconds * 1e3;
    }
}
