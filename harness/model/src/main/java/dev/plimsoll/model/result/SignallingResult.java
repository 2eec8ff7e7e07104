package dev.plimsoll.model.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened on the signalling service, over every connection that the run opened: load, agents and probes.
 *
 * @param planned connections the plan wanted
 * @param attempted all attempts to connect; {@code attempted = accepted + rejected + timedOut + broken}
 * @param sources the same sum for each source of connections
 * @param dropped accepted connections that the service or the network ended before their time, by close code
 * @param published publishes written to a connection
 * @param publishRefused publishes answered with an error frame
 * @param publishUnsent publishes that the schedule wanted while their connection was away
 * @param expectedDeliveries deliveries owed by the service: {@code expectedDeliveries = delivered + lost}
 * @param atBoundary deliveries of publishes around a subscriber's joining or leaving, owed or not: not in any sum
 * @param late deliveries that took more than 10 s; they are delivered too
 * @param misrouted deliveries of what nobody published on the subscriber's channel
 * @param connectMs accepted connections of the load, from intended time to welcome
 * @param ackMs from a publish's intended time to its ack
 * @param deliveryMs from a publish's intended time to each delivery
 * @param troubledChannels the worst of the channels that any of these numbers is of, worst first
 */
public record SignallingResult(
        long planned,
        long attempted,
        long accepted,
        Map<String, Long> rejected,
        long timedOut,
        long broken,
        Map<String, ConnectCounts> sources,
        Map<String, Long> dropped,
        long published,
        long publishAcked,
        long publishRefused,
        long publishUnsent,
        long expectedDeliveries,
        long delivered,
        long duplicates,
        long lost,
        long late,
        long reordered,
        long misrouted,
        long atBoundary,
        Percentiles connectMs,
        Percentiles ackMs,
        Percentiles deliveryMs,
        List<StormResult> storms,
        List<ChannelResult> troubledChannels) {
    public SignallingResult {
        rejected = new TreeMap<>(rejected);
        sources = new TreeMap<>(sources);
        dropped = new TreeMap<>(dropped);
        storms = List.copyOf(storms);
        troubledChannels = List.copyOf(troubledChannels);
    }

    /** Attempts that were refused, whatever refused them. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
