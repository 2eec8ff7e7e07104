package dev.plimsoll.agents.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.util.List;
import java.util.Map;

/** What an agent host tells the run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = AgentEvent.Unusable.class, name = "unusable"),
    @JsonSubTypes.Type(value = AgentEvent.SignallingDecided.class, name = "signalling-decided"),
    @JsonSubTypes.Type(value = AgentEvent.SignallingEnded.class, name = "signalling-ended"),
    @JsonSubTypes.Type(value = AgentEvent.PairConnected.class, name = "pair-connected"),
    @JsonSubTypes.Type(value = AgentEvent.PairFailed.class, name = "pair-failed"),
    @JsonSubTypes.Type(value = AgentEvent.PairSampled.class, name = "pair-sampled"),
    @JsonSubTypes.Type(value = AgentEvent.PointMeasured.class, name = "point"),
    @JsonSubTypes.Type(value = AgentEvent.AllEnded.class, name = "all-ended"),
    @JsonSubTypes.Type(value = AgentEvent.HostLost.class, name = "host-lost")
})
public sealed interface AgentEvent {
    /** The native library is loaded. */
    record Ready() implements AgentEvent {}

    /** The native library cannot be loaded; the process ends. */
    record Unusable(String message) implements AgentEvent {}

    /** A peer's connect to the signalling service came to something. */
    record SignallingDecided(String pair, WireOutcome outcome) implements AgentEvent {}

    /** An accepted connection ended; {@code byUs} if the agent closed it. */
    record SignallingEnded(String pair, int code, boolean byUs) implements AgentEvent {}

    /** Both ends are connected and their data channel is open. */
    record PairConnected(String pair, long setupNanos) implements AgentEvent {}

    record PairFailed(String pair, String reason) implements AgentEvent {}

    /**
     * One second of one call.
     *
     * @param echoNanos round trips that ended in this second, from their intended time
     * @param messagesSent since the call began; likewise echoed and audio packets, the latter of both ends
     * @param selected local candidate type and relay protocol of caller and callee
     * @param relayed both ends' local candidates are relays over the pair's transport
     */
    record PairSampled(
            String pair,
            List<Long> echoNanos,
            long messagesSent,
            long messagesEchoed,
            long audioPackets,
            String selected,
            boolean relayed)
            implements AgentEvent {}

    record PointMeasured(Measurement measurement, Map<String, String> tags, Map<String, Double> fields, long epochNanos)
            implements AgentEvent {
        public static PointMeasured of(Point point) {
            return new PointMeasured(point.measurement(), point.tags(), point.fields(), point.epochNanos());
        }

        public Point point() {
            return new Point(measurement, tags, fields, epochNanos);
        }
    }

    /** Every call has ended and is released. */
    record AllEnded() implements AgentEvent {}

    /** The process is gone although calls were under way; made by the run's side. */
    record HostLost(String reason) implements AgentEvent {}
}
