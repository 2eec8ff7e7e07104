package dev.plimsoll.agents.call;

import dev.plimsoll.agents.media.MarkedMedia;
import dev.plimsoll.agents.stats.PathWatch;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.agents.stats.StatsFields;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Turns what getStats said of one end of a call into points. It remembers the sample before. For one thread. */
final class StatsPoints {
    private final String pair;
    private final String role;
    private final TurnPath path;
    private final Consumer<Point> points;
    private final StatsFields fields = new StatsFields();
    private final PathWatch watch;

    /** @param relayOnly whether the end is to be on a relay at all times */
    StatsPoints(String pair, String role, TurnPath path, boolean relayOnly, Consumer<Point> points) {
        this.pair = pair;
        this.role = role;
        this.path = path;
        this.watch = new PathWatch(relayOnly);
        this.points = points;
    }

    /** Whether the local candidate is a relay that is reached over the call's path. */
    static boolean isRelayed(PeerStats stats, TurnPath path) {
        return stats.selected()
                .map(selected -> selected.isRelay() && path.carries(selected.relayProtocol()))
                .orElse(false);
    }

    /**
     * @param marks what the peer heard of marks, if it listens for them
     * @return what happened to the path since the sample before
     */
    List<PathWatch.PathEvent> measured(PeerStats stats, Optional<MarkedMedia> marks, long epochNanos) {
        List<PathWatch.PathEvent> events = watch.look(stats.selected());
        events.forEach(event -> emit(point(Measurement.WEBRTC_EVENT, epochNanos)
                .tag("event", event.wire())
                .field("count", 1)));
        stats.selected().ifPresent(selected -> {
            Point.Builder point = point(Measurement.WEBRTC_PAIR, epochNanos)
                    .tag("local_type", selected.localType())
                    .tag("remote_type", selected.remoteType())
                    .tag("relay_protocol", selected.relayProtocol())
                    .tag("turn_host", selected.turnHost())
                    .field("relayed", isRelayed(stats, path) ? 1 : 0);
            fields.pair(selected, point);
            emit(point);
        });
        stats.inbound().forEach(stream -> {
            Point.Builder point = point(Measurement.WEBRTC_INBOUND, epochNanos).tag("kind", stream.kind());
            fields.inbound(stream, stats.selected(), point);
            marks.ifPresent(heard -> StatsFields.marks(heard.take(stream.kind()), point));
            emit(point);
        });
        stats.outbound().forEach(stream -> {
            Point.Builder point = point(Measurement.WEBRTC_OUTBOUND, epochNanos).tag("kind", stream.kind());
            fields.outbound(stream, point);
            emit(point);
        });
        return events;
    }

    /**
     * @param roundTrips of the second that ended; empty for the end that only echoes
     * @param timeline told when there is news in it
     */
    void peer(
            boolean connected,
            long sent,
            long received,
            List<Long> roundTrips,
            PeerTimeline timeline,
            long epochNanos) {
        List<Long> sorted = roundTrips.stream().sorted().toList();
        Point.Builder point = point(Measurement.WEBRTC_PEER, epochNanos)
                .field("connected", connected ? 1 : 0)
                .field("messages_sent", sent)
                .field("messages_received", received)
                .field("echo_p50_ms", sorted.isEmpty() ? null : sorted.get(sorted.size() / 2) / 1e6)
                .field("echo_max_ms", sorted.isEmpty() ? null : sorted.get(sorted.size() - 1) / 1e6);
        if (timeline.takeChanged()) {
            timeline(timeline, point);
        }
        emit(point);
    }

    private static void timeline(PeerTimeline timeline, Point.Builder point) {
        point.field("credential_ms", boxed(timeline.credentialMs()))
                .field("gathering_ms", boxed(timeline.gatheringMs()))
                .field("ice_ms", boxed(timeline.iceMs()))
                .field("dtls_ms", boxed(timeline.dtlsMs()))
                .field("setup_ms", boxed(timeline.setupMs()))
                .field("restart_ms", boxed(timeline.restartMs()))
                .field("restarts", timeline.restarts())
                .field("stun_errors", timeline.stunErrors())
                .field("stun_error_code", timeline.stunErrors() == 0 ? null : timeline.lastStunError());
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Point.Builder point(Measurement measurement, long epochNanos) {
        return Point.of(measurement, epochNanos)
                .tag("pair", pair)
                .tag("role", role)
                .tag("transport", path.label());
    }

    private void emit(Point.Builder point) {
        if (point.hasFields()) {
            points.accept(point.build());
        }
    }
}
