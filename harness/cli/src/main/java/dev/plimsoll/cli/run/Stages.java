package dev.plimsoll.cli.run;

import dev.plimsoll.agents.AgentAccount;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.simulations.LoadRun;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs side by side: the load, the calls, and what is done to them. Everything is started and awaited by the thread
 * that carries the run out; how far it has come may be asked by any.
 */
final class Stages implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final RunPlan plan;
    /** Counted once: it is asked for twenty times a second while the load is measured. */
    private final int wholeLoad;

    private final SignallingMeter meter;
    private final Interruption interruption;
    private final Optional<AgentStage> agents;
    private Optional<FaultStage> faults = Optional.empty();
    private volatile Optional<LoadRun> load = Optional.empty();

    Stages(RunPlan plan, SignallingMeter meter, Interruption interruption, Optional<AgentStage> agents) {
        this.plan = plan;
        this.wholeLoad = plan.loadConnections();
        this.meter = meter;
        this.interruption = interruption;
        this.agents = agents;
    }

    Optional<AgentStage> agents() {
        return agents;
    }

    void begin(Optional<FaultStage> planned) {
        faults = planned;
        faults.ifPresent(FaultStage::begin);
    }

    void carry(LoadRun started) {
        load = Optional.of(started);
    }

    /** Empty until the load has begun. */
    Optional<Instant> loadBegan() {
        return load.flatMap(LoadRun::began);
    }

    List<StormResult> storms() {
        return load.map(LoadRun::storms).orElse(List.of());
    }

    boolean loadIsOver() {
        return load.map(run -> run.ended().isDone()).orElse(false);
    }

    /** Whether every connection and every call that is to be there has been decided. */
    boolean isComplete() {
        long decided = meter.census().counts(Source.LOAD).attempted();
        return decided >= wholeLoad && agents.map(AgentStage::allDecided).orElse(true);
    }

    /** @return what went wrong, if anything did but the interruption */
    Optional<String> awaitLoad() throws InterruptedException {
        if (load.isEmpty()) {
            return Optional.empty();
        }
        LoadRun run = load.get();
        interruption.awaitThat(() -> run.ended().isDone(), plan.duration().plus(PATIENCE));
        if (!run.ended().isDone()) {
            run.stop();
        }
        return run.await(STOP_PATIENCE).filter(trouble -> !interruption.isRaised());
    }

    /** @return what went wrong, if anything did but the interruption */
    Optional<String> awaitAgents() throws InterruptedException {
        if (agents.isEmpty()) {
            return Optional.empty();
        }
        AgentStage calls = agents.get();
        interruption.awaitThat(() -> calls.ended().isDone(), plan.duration().plus(PATIENCE));
        if (!calls.ended().isDone()) {
            calls.stop();
            Interruption.awaitEnd(() -> calls.ended().isDone(), STOP_PATIENCE);
        }
        return Optional.of(calls.lost()).filter(lost -> !lost.isEmpty() && !interruption.isRaised());
    }

    /** Says how far everything has come. */
    void tell(Progress progress) {
        if (plan.load().isPresent()) {
            var counters = meter.counters();
            progress.stage(
                    "load",
                    "%d of %d open, %d published, %d delivered"
                            .formatted(
                                    meter.census().open(Source.LOAD), wholeLoad, counters.sent(), counters.received()));
        }
        agents.ifPresent(calls -> {
            AgentAccount.Tally tally = calls.tally();
            progress.stage(
                    "agents",
                    "%d of %d pairs connected, %d relayed as asked"
                            .formatted(tally.connected(), tally.pairs(), tally.relayed()));
        });
    }

    @Override
    public void close() {
        faults.ifPresent(FaultStage::close);
        agents.ifPresent(AgentStage::close);
    }
}
