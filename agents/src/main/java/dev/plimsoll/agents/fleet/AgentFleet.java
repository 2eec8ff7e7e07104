package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.AgentHost;
import dev.plimsoll.agents.Supplies;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.PlimsollException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent hosts of a run. Calls begin when their placement says so, on the host with the fewest; hosts that are worn are
 * replaced, and so are dead ones if the plan says so. Everything happens on the fleet's own thread, but for points, which
 * pass straight through.
 */
public final class AgentFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFleet.class);
    /** A library that keeps ending its process would otherwise be started for ever. */
    private static final int MOST_LOSSES_REPLACED = 10;

    private final FleetPlan plan;
    private final FleetListener listener;
    private final HostStarter starter;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "agents-fleet"));
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Seats seats = new Seats();
    private final Deque<AgentOrder.Pair> waiting = new ArrayDeque<>();
    private int hostsStarted;
    private int hostsComing;
    private int losses;
    private int toBePlaced;
    private boolean begun;
    private boolean stopping;

    private AgentFleet(FleetPlan plan, Supplies supplies, FleetListener listener) {
        this.plan = plan;
        this.listener = listener;
        this.starter = new HostStarter(plan, supplies, new OfHosts());
    }

    /**
     * Starts the hosts and waits until all are ready.
     *
     * @throws PlimsollException NOT_READY if one does not get ready
     */
    public static AgentFleet start(FleetPlan plan, Supplies supplies, FleetListener listener) {
        AgentFleet fleet = new AgentFleet(plan, supplies, listener);
        try {
            for (int host = 1; host <= plan.hosts(); host++) {
                int number = host;
                AgentHost started = fleet.starter.start(number);
                fleet.carryOut(() -> fleet.seated(number, started));
            }
            fleet.hostsStarted = plan.hosts();
            return fleet;
        } catch (PlimsollException e) {
            fleet.close();
            throw e;
        }
    }

    /** Places calls as their time comes; once. */
    public void begin(List<Placement> placements) {
        carryOut(() -> {
            begun = true;
            toBePlaced = placements.size();
            placements.forEach(this::schedule);
            endWhenIdle();
        });
    }

    private void schedule(Placement placement) {
        Runnable due = () -> {
            if (!stopping) {
                toBePlaced--;
                place(placement.pair());
            }
        };
        thread.schedule(guarded(due), placement.after().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Tells every host that is there. */
    public void order(AgentOrder order) {
        carryOut(() -> seats.each(seat -> seat.host().order(order)));
    }

    /** Ends every call in order; {@link #ended()} follows. */
    public void stop() {
        carryOut(() -> {
            stopping = true;
            begun = true;
            toBePlaced = 0;
            waiting.clear();
            seats.each(seat -> seat.host().stop());
            endWhenIdle();
        });
    }

    /** Completes when every call has ended and every host is gone. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** On the fleet's thread; after the fleet's close not at all. */
    private void carryOut(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("the fleet is closed", e);
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("the fleet of agents", e);
            }
        };
    }

    private void seated(int number, AgentHost host) {
        seats.add(new Seat(number, host));
        if (stopping) {
            host.stop();
        }
        while (!waiting.isEmpty() && seats.best().isPresent()) {
            place(waiting.remove());
        }
    }

    private void place(AgentOrder.Pair pair) {
        Optional<Seat> seat = seats.best();
        if (seat.isPresent()) {
            seat.get().place(pair);
            replaceIfWorn(seat.get());
        } else if (hostsComing > 0) {
            waiting.add(pair);
        } else {
            listener.heard(0, new AgentEvent.PairFailed(pair.id(), "no-agent-host", ""));
            endWhenIdle();
        }
    }

    /** A worn host goes on until the new one is ready, so that no call waits. */
    private void replaceIfWorn(Seat seat) {
        boolean stillNeeded = toBePlaced > 0 && !stopping;
        if (stillNeeded && seat.isWorn(plan) && seat.markForReplacement()) {
            startAnother(seat::retire);
        }
    }

    /** @param whenSeated not called if the start fails: a worn host is better than none */
    private void startAnother(Runnable whenSeated) {
        hostsComing++;
        int number = ++hostsStarted;
        starter.startInBackground(
                number, host -> carryOut(() -> another(number, host, whenSeated)), () -> carryOut(this::noOther));
    }

    private void another(int number, AgentHost host, Runnable whenSeated) {
        hostsComing--;
        seated(number, host);
        whenSeated.run();
        endWhenIdle();
    }

    private void noOther() {
        hostsComing--;
        List<AgentOrder.Pair> stranded = List.copyOf(waiting);
        waiting.clear();
        stranded.forEach(this::place);
        endWhenIdle();
    }

    private void handle(int number, AgentEvent event) {
        Optional<Seat> seat = seats.of(number);
        if (event instanceof AgentEvent.HostLost loss) {
            seat.ifPresentOrElse(lost -> lost(lost, loss), () -> listener.hostLost(number, List.of(), loss));
        } else {
            listener.heard(number, event);
            seat.ifPresent(of -> account(of, event));
        }
        endWhenIdle();
    }

    private void account(Seat seat, AgentEvent event) {
        if (event instanceof AgentEvent.PairFailed failed) {
            seat.over(failed.pair());
        } else if (event instanceof AgentEvent.PairEnded over) {
            seat.over(over.pair());
        } else if (event instanceof AgentEvent.HostVitals vitals) {
            seat.vitals(vitals);
            replaceIfWorn(seat);
        } else if (event instanceof AgentEvent.AllEnded) {
            seats.remove(seat);
        }
    }

    private void lost(Seat seat, AgentEvent.HostLost loss) {
        seats.remove(seat);
        List<Seat.Running> calls = seat.calls();
        listener.hostLost(
                seat.number(), calls.stream().map(call -> call.pair().id()).toList(), loss);
        if (plan.replaceLost() && !stopping && ++losses <= MOST_LOSSES_REPLACED) {
            startAnother(() -> {});
            calls.forEach(this::takeOver);
        }
    }

    private void takeOver(Seat.Running call) {
        Duration left = Duration.ofNanos(call.endNanos() - System.nanoTime());
        if (!left.isNegative()) {
            waiting.add(Placement.lasting(call.pair(), left));
        }
    }

    private void endWhenIdle() {
        boolean idle = begun && toBePlaced == 0 && waiting.isEmpty() && hostsComing == 0;
        if (idle && seats.isEmpty()) {
            ended.complete(null);
        } else if (idle && seats.haveNoCalls()) {
            seats.retire();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        starter.close();
        ended.complete(null);
    }

    private final class OfHosts implements HostStarter.Listener {
        @Override
        public void started(int number, long pid) {
            listener.hostStarted(number, pid);
        }

        @Override
        public void heard(int number, AgentEvent event) {
            if (event instanceof AgentEvent.PointMeasured) {
                listener.heard(number, event);
            } else {
                carryOut(() -> handle(number, event));
            }
        }
    }
}
