package dev.plimsoll.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What the events of the agents come to, pair by pair. For one thread. */
public final class AgentAccount {
    private final Map<String, PairAccount> pairs = new LinkedHashMap<>();

    public AgentAccount(List<PlannedPair> planned) {
        planned.forEach(pair -> pairs.put(pair.id(), new PairAccount(pair)));
    }

    /** @param second of the run in which the event came, from 0 */
    public void accept(AgentEvent event, int second) {
        if (event instanceof AgentEvent.PairConnected connected) {
            pairs.get(connected.pair()).connected(connected.setupNanos());
        } else if (event instanceof AgentEvent.PairFailed failed) {
            pairs.get(failed.pair()).stopped(failed.reason());
        } else if (event instanceof AgentEvent.PairSampled sampled) {
            pairs.get(sampled.pair()).sampled(sampled, second);
        } else if (event instanceof AgentEvent.HostLost) {
            pairs.values().forEach(pair -> pair.stopped("agent host died"));
        }
    }

    /** Whether every pair has either connected or failed. */
    public boolean allDecided() {
        return pairs.values().stream().allMatch(PairAccount::isDecided);
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
                byTransport(details),
                details);
    }

    /** For each pair the median echo of each second, null where there was none. */
    public Map<String, List<Double>> rttSeries(int seconds) {
        Map<String, List<Double>> series = new TreeMap<>();
        pairs.forEach((id, pair) -> series.put(id, pair.series(seconds)));
        return series;
    }

    private static Map<String, AgentsResult.ByTransport> byTransport(List<AgentsResult.PairResult> details) {
        Map<String, AgentsResult.ByTransport> result = new TreeMap<>();
        for (TurnTransport transport : TurnTransport.values()) {
            List<AgentsResult.PairResult> ofTransport = details.stream()
                    .filter(pair -> pair.transport().equals(transport.label()))
                    .toList();
            result.put(transport.label(), sum(ofTransport));
        }
        return result;
    }

    private static AgentsResult.ByTransport sum(List<AgentsResult.PairResult> pairs) {
        return new AgentsResult.ByTransport(
                pairs.size(),
                (int) pairs.stream().filter(AgentsResult.PairResult::connected).count(),
                (int) pairs.stream().filter(AgentsResult.PairResult::relayed).count(),
                median(pairs, AgentsResult.PairResult::setupMs),
                median(pairs, pair -> pair.rttMs().p50()));
    }

    private static Double median(List<AgentsResult.PairResult> pairs, Function<AgentsResult.PairResult, Double> field) {
        List<Double> values = new ArrayList<>(
                pairs.stream().map(field).filter(Objects::nonNull).sorted().toList());
        return values.isEmpty() ? null : values.get(values.size() / 2);
    }
}
