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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** What the events of the agents come to, pair by pair. For one thread. */
public final class AgentAccount {
    private final Map<String, PairAccount> pairs = new LinkedHashMap<>();
    /** The first in each place. */
    private final List<PairAccount> firsts = new ArrayList<>();
    /** By path, of the calls that have ended. */
    private final Map<String, Histogram> echoes = new HashMap<>();

    private final FaultBlame blame = new FaultBlame();

    public AgentAccount(List<PlannedPair> planned) {
        Set<String> slots = new HashSet<>();
        for (PlannedPair pair : planned) {
            PairAccount account = new PairAccount(pair);
            pairs.put(pair.id(), account);
            if (slots.add(pair.slot())) {
                firsts.add(account);
            }
        }
    }

    /** The clock of the calls begins. */
    public void begun(long epochNanos) {
        blame.callsBegan(epochNanos);
    }

    /** Something is done to the calls on purpose. */
    public void fault(FaultEvent event) {
        blame.accept(event);
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
            ended(pairs.get(ended.pair()));
        }
    }

    private void failed(PairAccount pair, String reason) {
        pair.stopped(reason);
        if (!pair.isConnected() && blame.strikes(pair.pair(), reason)) {
            pair.struck();
        }
        letGo(pair);
    }

    private void ended(PairAccount pair) {
        pair.ended();
        letGo(pair);
    }

    private void letGo(PairAccount pair) {
        pair.letGoOfEchoes().ifPresent(ofPath(pair.pair().path().label())::add);
    }

    private Histogram ofPath(String path) {
        return echoes.computeIfAbsent(path, label -> new Histogram(PairAccount.ECHO_DIGITS));
    }

    /** The host of these pairs died. */
    public void lost(Collection<String> ofHost, AgentEvent.HostLost loss) {
        String status = loss.exitStatus() == null ? "" : " (exit status " + loss.exitStatus() + ")";
        ofHost.forEach(pair -> pairs.get(pair).stopped("agent host died" + status));
    }

    /** Whether in every place the first call has either connected or failed. */
    public boolean allDecided() {
        return firsts.stream().allMatch(PairAccount::isDecided);
    }

    /** How far they are; cheap. */
    public Tally tally() {
        return new Tally(
                pairs.size(),
                count(PairAccount::isConnected),
                count(PairAccount::isRelayed),
                count(PairAccount::isStruck));
    }

    private int count(Predicate<PairAccount> of) {
        return (int) pairs.values().stream().filter(of).count();
    }

    /** As {@link AgentsResult} counts them. */
    public record Tally(int pairs, int connected, int relayed, int struck) {}

    public AgentsResult result() {
        List<AgentsResult.PairResult> details =
                pairs.values().stream().map(PairAccount::result).toList();
        Tally tally = tally();
        return new AgentsResult(
                tally.pairs(), tally.connected(), tally.relayed(), tally.struck(), byTransport(details), details);
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
                    sum(
                            path,
                            details.stream()
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

    private AgentsResult.ByTransport sum(String path, List<AgentsResult.PairResult> details) {
        Histogram all = ofPath(path).copy();
        details.forEach(pair -> pairs.get(pair.id()).echoesSoFar().ifPresent(all::add));
        return new AgentsResult.ByTransport(
                details.size(),
                (int) details.stream()
                        .filter(AgentsResult.PairResult::connected)
                        .count(),
                (int) details.stream().filter(AgentsResult.PairResult::relayed).count(),
                medianSetup(details),
                LatencyTrack.percentiles(all).p50());
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
