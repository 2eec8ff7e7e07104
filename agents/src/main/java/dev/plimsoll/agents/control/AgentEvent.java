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
    @JsonSubTypes.Type(value = AgentEvent.TokenWanted.class, name = "token-wanted"),
    @JsonSubTypes.Type(value = AgentEvent.IceWanted.class, name = "ice-wanted"),
    @JsonSubTypes.Type(value = AgentEvent.PairConnected.class, name = "pair-connected"),
    @JsonSubTypes.Type(value = AgentEvent.PairFailed.class, name = "pair-failed"),
    @JsonSubTypes.Type(value = AgentEvent.PairEnded.class, name = "pair-ended"),
    @JsonSubTypes.Type(value = AgentEvent.CallIncident.class, name = "call-incident"),
    @JsonSubTypes.Type(value = AgentEvent.PairSampled.class, name = "pair-sampled"),
    @JsonSubTypes.Type(value = AgentEvent.HostVitals.class, name = "host-vitals"),
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

    /**
     * A peer needs a token, or the publishable key, for a connect. Answered by {@link AgentOrder.Present} or
     * {@link AgentOrder.Deny}.
     */
    record TokenWanted(long request, String peer) implements AgentEvent {}

    /** A peer needs ICE servers. Answered by {@link AgentOrder.UseIce} or {@link AgentOrder.Deny}. */
    record IceWanted(long request, String peer) implements AgentEvent {}

    /**
     * The call is over before its time.
     *
     * @param reason one of a bounded set of names
     * @param detail what the library or the service said, masked; may be empty
     */
    record PairFailed(String pair, String reason, String detail) implements AgentEvent {}

    /** The call was ended in good order; its last sample came before. */
    record PairEnded(String pair) implements AgentEvent {}

    /**
     * Something happened to a call that goes on.
     *
     * @param role of the end that tells it, caller or callee
     * @param detail of the incident, masked; may be empty
     * @param epochNanos when it happened
     * @param tookNanos how long, where the incident ends something; otherwise 0
     */
    record CallIncident(String pair, String role, Incident what, String detail, long epochNanos, long tookNanos)
            implements AgentEvent {}

    /**
     * One second of one call, or the rest of one at its end.
     *
     * @param echoNanos round trips that ended in this second, from their intended time
     * @param messagesSent since the call began; likewise echoed and audio packets, the latter of both ends
     * @param selected local candidate type and relay protocol of caller and callee
     * @param relayed both ends' local candidates are relays over the pair's transport; an end that has no path for the moment
     *     is not off its relay
     * @param carried when echoes came, or sound where no messages are sent
     */
    record PairSampled(
            String pair,
            List<Long> echoNanos,
            long messagesSent,
            long messagesEchoed,
            long audioPackets,
            String selected,
            boolean relayed,
            Carried carried)
            implements AgentEvent {}

    /**
     * How a call went on between two samples. Times are nanoseconds since the epoch, 0 for none.
     *
     * @param untilNanos up to when it was listened to
     * @param heardNanos when something came last
     * @param silenceFromNanos when the longest silence began that ended since the sample before
     * @param messagesLost since the call began: those that a later one overtook for good
     */
    record Carried(long untilNanos, long heardNanos, long silenceFromNanos, long silenceToNanos, long messagesLost) {}

    record PointMeasured(Measurement measurement, Map<String, String> tags, Map<String, Double> fields, long epochNanos)
            implements AgentEvent {
        public static PointMeasured of(Point point) {
            return new PointMeasured(point.measurement(), point.tags(), point.fields(), point.epochNanos());
        }

        public Point point() {
            return new Point(measurement, tags, fields, epochNanos);
        }
    }

    /**
     * What a host costs.
     *
     * @param heapBytes of the Java heap in use
     * @param heapCommittedBytes of the Java heap held; what is resident beyond it is native
     * @param peersOpen peer connections that are open
     * @param peersMade peer connections since its start
     * @param pointsDropped points that the run was too slow to take
     * @param sound frames of 10 ms
     */
    record HostVitals(
            long heapBytes,
            long heapCommittedBytes,
            long residentBytes,
            int threads,
            int openFiles,
            int peersOpen,
            int peersMade,
            long pointsDropped,
            MediaCount sound,
            MediaCount pictures)
            implements AgentEvent {}

    /** Every call has ended and is released. */
    record AllEnded() implements AgentEvent {}

    /**
     * The process is gone although calls were under way; made by the run's side.
     *
     * @param exitStatus of the process, 128 + the signal if one ended it; null if it is not known
     */
    record HostLost(String reason, Integer exitStatus) implements AgentEvent {}
}
