package dev.plimsoll.agents.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps what a fleet tells, points aside. */
final class FleetLog implements FleetListener {
    private final Map<Integer, Long> pids = new LinkedHashMap<>();
    private final List<AgentEvent> events = new ArrayList<>();
    private final Map<Integer, List<String>> lost = new LinkedHashMap<>();
    private final Map<Integer, List<AgentEvent.HostVitals>> vitals = new LinkedHashMap<>();

    @Override
    public synchronized void hostStarted(int host, long pid) {
        pids.put(host, pid);
        notifyAll();
    }

    @Override
    public synchronized void heard(int host, AgentEvent event) {
        if (event instanceof AgentEvent.HostVitals now) {
            vitals.computeIfAbsent(host, any -> new ArrayList<>()).add(now);
        } else if (!(event instanceof AgentEvent.PointMeasured || event instanceof AgentEvent.PairSampled)) {
            events.add(event);
        }
        notifyAll();
    }

    @Override
    public synchronized void hostLost(int host, List<String> pairs, AgentEvent.HostLost loss) {
        lost.put(host, pairs);
        notifyAll();
    }

    synchronized Map<Integer, Long> pids() {
        return Map.copyOf(pids);
    }

    synchronized Map<Integer, List<String>> lost() {
        return Map.copyOf(lost);
    }

    synchronized List<AgentEvent.HostVitals> vitalsOf(int host) {
        return List.copyOf(vitals.getOrDefault(host, List.of()));
    }

    synchronized <T extends AgentEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    synchronized void await(String what, Duration patience, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            assertThat(left).as(what + "; " + events).isPositive();
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
