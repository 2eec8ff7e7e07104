package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.process.CompilerRest;
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

    /** By then it has talked, too. */
    private static final Duration STAY = Planner.DRAIN.plus(Duration.ofSeconds(2));

    private static final int CHANNEL = 10;
    private static final double FEWEST_PER_SECOND = 150;
    private static final double MOST_PER_SECOND = 1_000;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(12);
    /** Connections, or deliveries a second, of a load that takes a long rehearsal. */
    private static final int LARGE = 4_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rehearsal() {}

    /**
     * Blocks until it is over.
     *
     * @param load what is rehearsed for: a larger one takes a longer rehearsal
     * @param scratch folder for Gatling's log; of no use afterwards
     * @return the trouble there was, or empty
     */
    public static Optional<String> at(LoadTarget target, LoadPlan load, Path scratch) throws InterruptedException {
        LoadPlan plan = plan(load);
        LoadRun run = LoadRun.rehearse(target, plan, new SignallingMeter(), scratch);
        Optional<String> trouble = run.await(plan.closeAt().plus(PATIENCE));
        trouble.ifPresent(what -> run.stop());
        CompilerRest.await();
        return trouble;
    }

    /** What is rehearsed for a load: connections that come, join a channel, publish, and go. */
    public static LoadPlan plan(LoadPlan load) {
        double size = load.whenComplete() + deliveriesPerSecond(load);
        double perSecond = Math.max(FEWEST_PER_SECOND, Math.min(MOST_PER_SECOND, size / STAY.toSeconds()));
        Profile.Arrivals arrivals = new Profile.Arrivals(perSecond, STAY);
        SignallingLoad rehearsed = new SignallingLoad(
                arrivals.concurrency(),
                Math.max(1, arrivals.concurrency() / CHANNEL),
                arrivals,
                size < LARGE ? SHORT : LONG,
                new Publishing(0.25, 1, 1, 200, 0),
                Upkeep.NONE,
                Identities.TOKENS);
        return Planner.plan(Scenario.ofLoad("rehearsal", new Target.Sandbox(Map.of()), rehearsed), Segment.WHOLE)
                .load()
                .orElseThrow();
    }

    private static double deliveriesPerSecond(LoadPlan load) {
        long seconds = Math.max(1, load.closeAt().minus(load.completeAt()).toSeconds());
        long channels = load.connections().stream()
                .map(PlannedConnection::channel)
                .distinct()
                .count();
        return (double) load.publishes() / seconds * load.whenComplete() / Math.max(1, channels);
    }
}
