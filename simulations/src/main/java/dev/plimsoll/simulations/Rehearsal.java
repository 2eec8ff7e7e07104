package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A few seconds of load that nobody measures, at a service that nobody measures: afterwards both JVMs have compiled what
 * the load needs. Without it the first second of a run shows a cold generator, and calls it latency of the target.
 */
public final class Rehearsal {
    /** A smaller load cannot tell the difference. */
    public static final int WORTH_IT = 200;

    private static final int CONNECTIONS = 600;
    private static final int CHANNELS = 40;
    private static final Duration RAMP = Duration.ofSeconds(1);
    private static final Duration TALK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rehearsal() {}

    /**
     * Blocks until it is over.
     *
     * @param scratch folder for Gatling's log; of no use afterwards
     * @return the trouble there was, or empty
     */
    public static Optional<String> at(LoadTarget target, Path scratch) throws InterruptedException {
        LoadPlan plan = plan();
        LoadRun run = LoadRun.rehearse(target, plan, new SignallingMeter(), scratch);
        Optional<String> trouble = run.await(plan.closeAt().plus(PATIENCE));
        trouble.ifPresent(what -> run.stop());
        return trouble;
    }

    /** What is rehearsed. */
    public static LoadPlan plan() {
        SignallingLoad load = SignallingLoad.ramp(CONNECTIONS, CHANNELS, RAMP, TALK.plus(Planner.DRAIN), 1, 1);
        return Planner.plan(Scenario.ofLoad("rehearsal", new Target.Sandbox(Map.of()), load), Segment.WHOLE)
                .load()
                .orElseThrow();
    }
}
