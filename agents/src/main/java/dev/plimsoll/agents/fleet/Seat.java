package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.AgentHost;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host in the fleet and the calls it has. For the fleet's thread. */
final class Seat {
    private final int number;
    private final AgentHost host;
    private final Map<String, Running> calls = new LinkedHashMap<>();
    private int peersOrdered;
    private long residentBytes;
    private boolean replacementComes;
    private boolean retiring;

    /** A call and when it shall end, by {@link System#nanoTime()}. */
    record Running(AgentOrder.Pair pair, long endNanos) {}

    Seat(int number, AgentHost host) {
        this.number = number;
        this.host = host;
    }

    int number() {
        return number;
    }

    AgentHost host() {
        return host;
    }

    void place(AgentOrder.Pair pair) {
        calls.put(pair.id(), new Running(pair, System.nanoTime() + pair.durationMs() * 1_000_000));
        peersOrdered += (pair.caller() == null ? 0 : 1) + (pair.callee() == null ? 0 : 1);
        host.order(new AgentOrder.Place(List.of(pair)));
    }

    void over(String pair) {
        calls.remove(pair);
    }

    void vitals(AgentEvent.HostVitals vitals) {
        residentBytes = vitals.residentBytes();
    }

    boolean isWorn(FleetPlan plan) {
        return peersOrdered >= plan.recycleAfterPeers() || residentBytes >= plan.recycleAtBytes();
    }

    /** True the first time. */
    boolean markForReplacement() {
        boolean first = !replacementComes;
        replacementComes = true;
        return first;
    }

    boolean isRetiring() {
        return retiring;
    }

    void retire() {
        retiring = true;
        host.retire();
    }

    int load() {
        return calls.size();
    }

    List<Running> calls() {
        return List.copyOf(calls.values());
    }
}
