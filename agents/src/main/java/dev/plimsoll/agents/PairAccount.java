package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the events of one pair come to. For one thread. */
final class PairAccount {
    private final PlannedPair pair;
    private final LatencyTrack echoes = new LatencyTrack();
    private final Map<Integer, Double> rttBySecond = new TreeMap<>();
    private Double setupMs;
    private String trouble = "";
    private String selected = "none";
    private boolean relayedAlways = true;
    private final Map<Incident, Integer> incidents = new EnumMap<>(Incident.class);
    private boolean ended;
    private boolean struck;
    private long samples;
    private long sent;
    private long echoed;
    private long audioPackets;

    PairAccount(PlannedPair pair) {
        this.pair = pair;
    }

    void connected(long setupNanos) {
        setupMs = Math.round(setupNanos / 1e4) / 100.0;
    }

    /** The first reason counts; nothing happens to a call that has ended in good order. */
    void stopped(String reason) {
        if (trouble.isEmpty() && !ended) {
            trouble = reason;
        }
    }

    /** A fault was on while it was set up: it is not to blame if nothing came of it. */
    void struck() {
        struck = setupMs == null;
    }

    boolean isStruck() {
        return struck;
    }

    PlannedPair pair() {
        return pair;
    }

    void ended() {
        ended = true;
    }

    void incident(Incident what) {
        incidents.merge(what, 1, Integer::sum);
    }

    void sampled(AgentEvent.PairSampled sample, int second) {
        samples++;
        sent = sample.messagesSent();
        echoed = sample.messagesEchoed();
        audioPackets = sample.audioPackets();
        selected = sample.selected();
        relayedAlways &= sample.relayed();
        sample.echoNanos().forEach(echoes::record);
        List<Long> sorted = sample.echoNanos().stream().sorted().toList();
        if (!sorted.isEmpty()) {
            rttBySecond.put(second, Math.round(sorted.get(sorted.size() / 2) / 1e3) / 1e3);
        }
    }

    boolean isDecided() {
        return setupMs != null || !trouble.isEmpty();
    }

    /** By second of the run. */
    Map<Integer, Double> rtts() {
        return rttBySecond;
    }

    /** Adds every echo so far to another pair's. */
    void addEchoesTo(Histogram all) {
        echoes.endInterval();
        all.add(echoes.total());
    }

    AgentsResult.PairResult result() {
        echoes.endInterval();
        boolean connected = setupMs != null;
        String outcome = !trouble.isEmpty() ? trouble : connected ? "connected" : "not connected";
        return new AgentsResult.PairResult(
                pair.id(),
                pair.path().label(),
                outcome,
                connected,
                connected && samples > 0 && relayedAlways,
                selected,
                setupMs,
                echoes.percentiles(),
                sent,
                echoed,
                audioPackets,
                samples,
                incidentCounts());
    }

    private Map<String, Integer> incidentCounts() {
        Map<String, Integer> counts = new TreeMap<>();
        incidents.forEach((what, count) -> counts.put(what.label(), count));
        return counts;
    }
}
