package dev.plimsoll.agents.call;

import dev.plimsoll.agents.rtc.PeerStats;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.util.List;
import java.util.function.Consumer;

/** Turns what getStats said of one end of a call into points. */
record StatsPoints(String pair, String role, TurnTransport transport, Consumer<Point> points) {

    /** Whether the local candidate is a relay that is reached over the call's transport. */
    static boolean isRelayed(PeerStats stats, TurnTransport transport) {
        return stats.selected()
                .map(selected -> selected.localType().equals("relay")
                        && selected.relayProtocol().equals(transport.label()))
                .orElse(false);
    }

    void measured(PeerStats stats, long epochNanos) {
        stats.selected().ifPresent(selected -> selected(selected, isRelayed(stats, transport), epochNanos));
        stats.inbound().forEach(stream -> {
            Point.Builder point = point(Measurement.WEBRTC_INBOUND, epochNanos)
                    .tag("kind", stream.kind())
                    .field("packets_received", stream.packetsReceived())
                    .field("packets_lost", stream.packetsLost())
                    .field("bytes_received", stream.bytesReceived())
                    .field("jitter_ms", stream.jitterMs());
            emit(point);
        });
        stats.outbound().forEach(stream -> {
            Point.Builder point = point(Measurement.WEBRTC_OUTBOUND, epochNanos)
                    .tag("kind", stream.kind())
                    .field("packets_sent", stream.packetsSent())
                    .field("bytes_sent", stream.bytesSent())
                    .field("remote_rtt_ms", stream.remoteRttMs())
                    .field("remote_packets_lost", stream.remotePacketsLost());
            emit(point);
        });
    }

    private void selected(PeerStats.Selected selected, boolean relayed, long epochNanos) {
        emit(point(Measurement.WEBRTC_PAIR, epochNanos)
                .tag("local_type", selected.localType())
                .tag("remote_type", selected.remoteType())
                .tag("relay_protocol", selected.relayProtocol())
                .field("relayed", relayed ? 1 : 0)
                .field("rtt_ms", selected.rttMs())
                .field("bytes_sent", selected.bytesSent())
                .field("bytes_received", selected.bytesReceived())
                .field("packets_sent", selected.packetsSent())
                .field("packets_received", selected.packetsReceived())
                .field("pair_changes", selected.pairChanges()));
    }

    /** @param roundTrips of the second that ended; empty for the end that only echoes */
    void peer(boolean connected, long sent, long received, List<Long> roundTrips, long epochNanos) {
        List<Long> sorted = roundTrips.stream().sorted().toList();
        emit(point(Measurement.WEBRTC_PEER, epochNanos)
                .field("connected", connected ? 1 : 0)
                .field("messages_sent", sent)
                .field("messages_received", received)
                .field("echo_p50_ms", sorted.isEmpty() ? null : sorted.get(sorted.size() / 2) / 1e6)
                .field("echo_max_ms", sorted.isEmpty() ? null : sorted.get(sorted.size() - 1) / 1e6));
    }

    private Point.Builder point(Measurement measurement, long epochNanos) {
        return Point.of(measurement, epochNanos)
                .tag("pair", pair)
                .tag("role", role)
                .tag("transport", transport.label());
    }

    private void emit(Point.Builder point) {
        if (point.hasFields()) {
            points.accept(point.build());
        }
    }
}
