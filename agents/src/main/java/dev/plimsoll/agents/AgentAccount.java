package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** What the events of the agents come to, pair by pair. For one thread. */
public final class AgentAccount {
    private static final int ECHO_DIGITS = 3;

    private final Map<String, PairAccount> pairs = new LinkedHashMap<>();
    private final FaultTime faultTime = new FaultTime();

    public AgentAccount(List<PlannedPair> planned) {
        planned.forEach(pair -> pairs.put(pair.id(), new PairAccount(pair)));
    }

    /** The first call begins. */
    public void begun(int second) {
        faultTime.callsBegan(second);
    }

    /** Something is done to the calls on purpose. */
    public void fault(FaultEvent event, int second) {
        faultTime.accept(event, second);
    }

    /** @param second of the run in which the event came, from 0 */
    public void accept(AgentEvent event, int second) {
        if (event instanceof AgentEvent.CallIncident incident) {
            pairs.get(incident.pair()).incident(incident.what());
        } else if (event instanceof AgentEvent.PairConnected connected) {
            pairs.get(connected.pair()).connected(connected.setupNanos());
        } else if (event instanceof AgentEvent.PairFailed failed) {
            failed(pairs.get(failed.pair()), failed.reason());
        } else if (event instanceof AgentEvent.PairSampled sampled) {
            pairs.get(sampled.pair()).sampled(sampled, second);
        } else if (event instanceof AgentEvent.PairEnded ended) {
            pairs.get(ended.pair()).ended();
        }
    }

    private void failed(PairAccount pair, String reason) {
        pair.stopped(reason);
        if (faultTime.wasOnSince(pair.pair().beginAt())) {
            pair.struck();
        }
    }

    /** The host of these pairs died. */
    public void lost(Collection<String> ofHost, AgentEvent.HostLost loss) {
        String status = loss.exitStatus() == null ? "" : " (exit status " + loss.exitStatus() + ")";
        ofHost.forEach(pair -> pairs.get(pair).stopped("agent host died" + status));
    }

    /** Whether in every place the first call has either connected or failed. */
    public boolean allDecided() {
        Set<String> slots = new HashSet<>();
        return pairs.values().stream()
                .filter(pair -> slots.add(pair.pair().slot()))
                .allMatch(PairAccount::isDecided);
    }

    public AgentsResult result() {
        List<AgentsResult.PairResult> details =
                pairs.values().stream().map(PairAccount::result).toList();
        return new AgentsResult(
                details.size(),
                (int) details.stream()
                        .filter(AgentsResult.PairResult::connected)
                        .count(),
                (int) details.stream().filter(AgentsResult.PairResult::relayed).count(),
                (int) pairs.values().stream().filter(PairAccount::isStruck).count(),
                byTransport(details),
                details);
    }

    /** For each place of calls the median echo of each second, null where there was none. */
    public Map<String, List<Double>> rttSeries(int seconds) {
        Map<String, List<Double>> series = new TreeMap<>();
        for (PairAccount pair : pairs.values()) {
            List<Double> ofSlot = series.computeIfAbsent(
                    pair.pair().slot(), slot -> new ArrayList<>(Collections.nCopies(seconds, null)));
            pair.rtts().forEach((second, rtt) -> {
                if (second < seconds) {
                    ofSlot.set(second, rtt);
                }
            });
        }
        return series;
    }

    private Map<String, AgentsResult.ByTransport> byTransport(List<AgentsResult.PairResult> details) {
        Map<String, AgentsResult.ByTransport> result = new TreeMap<>();
        for (String path : paths(details)) {
            result.put(
                    path,
                    sum(details.stream()
                            .filter(pair -> pair.transport().equals(path))
                            .toList()));
        }
        return result;
    }

    /** Those in use, and each single transport even if it is not: expectations name them. */
    private static Set<String> paths(List<AgentsResult.PairResult> details) {
        Set<String> paths = new TreeSet<>();
        for (TurnTransport transport : TurnTransport.values()) {
            paths.add(transport.label());
        }
        details.forEach(pair -> paths.add(pair.transport()));
        return paths;
    }

    private AgentsResult.ByTransport sum(List<AgentsResult.PairResult> details) {
        Histogram echoes = new Histogram(ECHO_DIGITS);
        details.forEach(pair -> pairs.get(pair.id()).addEchoesTo(echoes));
        return new AgentsResult.ByTransport(
                details.size(),
                (int) details.stream()
                        .filter(AgentsResult.PairResult::connected)
                        .count(),
                (int) details.stream().filter(AgentsResult.PairResult::relayed).count(),
                medianSetup(details),
                LatencyTrack.percentiles(echoes).p50());
    }

    private static Double medianSetup(List<AgentsResult.PairResult> details) {
        List<Double> setups = details.stream()
                .map(AgentsResult.PairResult::setupMs)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return setups.isEmpty() ? null : setups.get(setups.size() / 2);
    }
}
