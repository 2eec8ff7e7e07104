package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the events of one pair come to. For one thread. */
final class PairAccount {
    /** Of its histograms of echoes, and of those that they are added to. */
    static final int ECHO_DIGITS = 3;

    /** As a sample says of an end. */
    private static final String NO_PATH = "none";

    private final PlannedPair pair;
    /** Nanoseconds; of a call that is up, for a soak has thousands of them. */
    private Optional<Histogram> echoes = Optional.empty();

    private Percentiles echoed = Percentiles.NONE;
    private final Map<Integer, Double> rttBySecond = new TreeMap<>();
    private Double setupMs;
    private String trouble = "";
    private String selected = NO_PATH;
    private boolean relayedAlways = true;
    private final Map<Incident, Integer> incidents = new EnumMap<>(Incident.class);
    private boolean ended;
    private boolean hadPath;
    private boolean struck;
    private long samples;
    private long sent;
    private long messagesEchoed;
    private long audioPackets;

    PairAccount(PlannedPair pair) {
        this.pair = pair;
    }

    void connected(long setupNanos) {
        setupMs = Math.round(setupNanos / 1e4) / 100.0;
        echoes = Optional.of(echoes.orElseGet(() -> new Histogram(ECHO_DIGITS)));
    }

    /** The first reason counts; nothing happens to a call that has ended in good order. */
    void stopped(String reason) {
        if (trouble.isEmpty() && !ended) {
            trouble = reason;
        }
    }

    /** A fault was on while it was set up: it is not to blame if nothing came of it. */
    void struck() {
        struck = true;
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

    /** Nothing more is heard of it: what it heard is the caller's now. */
    Optional<Histogram> letGoOfEchoes() {
        Optional<Histogram> all = echoes;
        all.ifPresent(heard -> echoed = LatencyTrack.percentiles(heard));
        echoes = Optional.empty();
        return all;
    }

    void incident(Incident what) {
        incidents.merge(what, 1, Integer::sum);
    }

    void sampled(AgentEvent.PairSampled sample, int second) {
        samples++;
        sent = sample.messagesSent();
        messagesEchoed = sample.messagesEchoed();
        audioPackets = sample.audioPackets();
        selected = sample.selected();
        hadPath |= !sample.selected().contains(NO_PATH);
        relayedAlways &= sample.relayed();
        echoes.ifPresent(open -> sample.echoNanos().forEach(nanos -> open.recordValue(Math.max(1, nanos))));
        List<Long> sorted = sample.echoNanos().stream().sorted().toList();
        if (!sorted.isEmpty()) {
            rttBySecond.put(second, Math.round(sorted.get(sorted.size() / 2) / 1e3) / 1e3);
        }
    }

    boolean isDecided() {
        return isConnected() || !trouble.isEmpty();
    }

    /** By second of the run. */
    Map<Integer, Double> rtts() {
        return rttBySecond;
    }

    /** Of a call that is up. */
    Optional<Histogram> echoesSoFar() {
        return echoes;
    }

    boolean isConnected() {
        return setupMs != null;
    }

    boolean isRelayed() {
        return isConnected() && hadPath && relayedAlways;
    }

    AgentsResult.PairResult result() {
        String outcome = !trouble.isEmpty() ? trouble : isConnected() ? "connected" : "not connected";
        return new AgentsResult.PairResult(
                pair.id(),
                pair.path().label(),
                outcome,
                isConnected(),
                isRelayed(),
                selected,
                setupMs,
                echoes.map(LatencyTrack::percentiles).orElse(echoed),
                sent,
                messagesEchoed,
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
