package dev.plimsoll.model.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the calls came to.
 *
 * @param pairs how many were planned
 * @param connected how many reached a connected peer connection at both ends
 * @param relayed how many had a selected pair whose local candidate was a relay over the expected transport, at both
 *     ends, whenever it was sampled
 * @param struck how many were not set up because of a fault that was on meanwhile
 * @param faults what was done to them on purpose, and who survived it
 * @param impairments when their paths were not clear
 */
public record AgentsResult(
        int pairs,
        int connected,
        int relayed,
        int struck,
        Map<String, ByTransport> byTransport,
        List<PairResult> details,
        List<FaultResult> faults,
        List<ImpairmentResult> impairments) {
    public AgentsResult {
        byTransport = new TreeMap<>(byTransport);
        details = List.copyOf(details);
        faults = faults == null ? List.of() : List.copyOf(faults);
        impairments = impairments == null ? List.of() : List.copyOf(impairments);
    }

    /** Without what was done to them. */
    public AgentsResult(
            int pairs,
            int connected,
            int relayed,
            int struck,
            Map<String, ByTransport> byTransport,
            List<PairResult> details) {
        this(pairs, connected, relayed, struck, byTransport, details, List.of(), List.of());
    }

    public AgentsResult withFaults(List<FaultResult> results) {
        return new AgentsResult(pairs, connected, relayed, struck, byTransport, details, results, impairments);
    }

    public AgentsResult withImpairments(List<ImpairmentResult> times) {
        return new AgentsResult(pairs, connected, relayed, struck, byTransport, details, faults, times);
    }

    /**
     * Pairs over one transport to the TURN server.
     *
     * @param setupMs median time from the call's start to connected; null if none connected
     * @param rttMs median round trip of data-channel echoes; null if there were none
     */
    public record ByTransport(int pairs, int connected, int relayed, Double setupMs, Double rttMs) {}

    /**
     * One pair.
     *
     * @param outcome {@code connected}, or what stopped it
     * @param selected the selected pair as sampled last: local candidate type / relay protocol, of caller and callee
     * @param audioPackets received at both ends together
     * @param incidents what happened to the call while it went on, and how often
     */
    public record PairResult(
            String id,
            String transport,
            String outcome,
            boolean connected,
            boolean relayed,
            String selected,
            Double setupMs,
            Percentiles rttMs,
            long messagesSent,
            long messagesEchoed,
            long audioPackets,
            long samples,
            Map<String, Integer> incidents) {
        public PairResult {
            incidents = incidents == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(incidents));
        }
    }
}
