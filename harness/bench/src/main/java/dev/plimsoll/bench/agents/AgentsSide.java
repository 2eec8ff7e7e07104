package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.fleet.AgentFleet;
import dev.plimsoll.agents.fleet.FleetPlan;
import dev.plimsoll.agents.fleet.Placement;
import dev.plimsoll.model.scenario.TurnTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One agent host, as a run starts it, and this process as the run that hears of it. */
final class AgentsSide implements Side {
    /** Longer than any measurement. */
    private static final Duration CALL = Duration.ofHours(1);

    private static final double SETUPS_PER_SECOND = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AgentFleet fleet;
    private final AgentsLog log;

    private AgentsSide(AgentFleet fleet, AgentsLog log) {
        this.fleet = fleet;
        this.log = log;
    }

    static AgentsSide start(CallSettings settings, Venue venue, Path folder) {
        AgentsLog log = new AgentsLog(InstantSource.system());
        FleetPlan plan = new FleetPlan(
                1,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                false,
                new AgentOrder.Begin(venue.url(), null, settings),
                folder.resolve("agents.log"));
        return new AgentsSide(AgentFleet.start(plan, venue, log), log);
    }

    static AgentOrder.Pair pair(int number, Duration duration) {
        String id = "pair-" + number;
        return new AgentOrder.Pair(
                id, TurnTransport.UDP.label(), "bench/" + id, id + "-caller", id + "-callee", duration.toMillis());
    }

    @Override
    public long pid() {
        return log.pid();
    }

    AgentsLog log() {
        return log;
    }

    @Override
    public void call(int pairs) throws InterruptedException {
        List<AgentOrder.Pair> orders = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            orders.add(pair(i, CALL));
        }
        fleet.begin(Placement.paced(orders, SETUPS_PER_SECOND, CALL));
        log.awaitConnected(pairs, PATIENCE.plusSeconds((long) (pairs / SETUPS_PER_SECOND)));
    }

    /** Places calls that end by themselves, and waits until the last has ended and the host is gone. */
    void callAndEnd(List<Placement> placements, Duration patience) throws InterruptedException {
        fleet.begin(placements);
        try {
            fleet.ended().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the calls have not ended: " + log.failures(), e);
        }
    }

    @Override
    public Flow flow() {
        return log.flow();
    }

    @Override
    public int relayed() {
        return log.relayed();
    }

    /** Ends every call in good order. */
    @Override
    public void close() {
        fleet.stop();
        try {
            fleet.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("the agents did not end in order: " + e);
        } finally {
            fleet.close();
        }
    }
}
