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
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.process.CompilerRest;
import dev.plimsoll.telemetry.signalling.Seconds;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final int ROUNDS = 4;

    /** Connections, or deliveries a second, of a load that takes a long rehearsal. */
    private static final int LARGE = 4_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rehearsal() {}

    /**
     * Blocks until it is over.
     *
     * @param load what is rehearsed for: a large one takes most of a minute, any other a few seconds
     * @param scratch folder for Gatling's log and the seconds'; of no use afterwards
     * @return the trouble there was, or empty
     * @throws IOException if the folder cannot be written to
     */
    public static Optional<String> at(LoadTarget target, LoadPlan load, Path scratch)
            throws IOException, InterruptedException {
        LoadPlan plan = plan(load);
        Optional<String> trouble = Optional.empty();
        for (int round = 1; round <= rounds(load) && trouble.isEmpty(); round++) {
            trouble = round(target, plan, scratch.resolve(Integer.toString(round)));
            CompilerRest.await();
            // What a round left is neither to grow the heap nor to be collected while the load begins.
            System.gc();
        }
        return trouble;
    }

    private static Optional<String> round(LoadTarget target, LoadPlan plan, Path scratch)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        SignallingMeter meter = new SignallingMeter();
        try (Seconds seconds = Seconds.begin(meter, point -> {}, scratch)) {
            LoadRun run = LoadRun.rehearse(target, plan, meter, scratch);
            Optional<String> trouble = run.await(plan.closeAt().plus(PATIENCE));
            trouble.ifPresent(what -> run.stop());
            seconds.end();
            return trouble;
        }
    }

    /** As often as {@link #at} rehearses: while a compiler is busy it is slow to notice what else is worth its while. */
    public static int rounds(LoadPlan load) {
        return isLarge(load) ? ROUNDS : 1;
    }

    private static boolean isLarge(LoadPlan load) {
        return size(load) >= LARGE;
    }

    private static double size(LoadPlan load) {
        return load.whenComplete() + deliveriesPerSecond(load);
    }

    /** What is rehearsed for a load: connections that come, join a channel, publish, and go. */
    public static LoadPlan plan(LoadPlan load) {
        double perSecond = Math.max(FEWEST_PER_SECOND, Math.min(MOST_PER_SECOND, size(load) / STAY.toSeconds()));
        Profile.Arrivals arrivals = new Profile.Arrivals(perSecond, STAY);
        SignallingLoad rehearsed = new SignallingLoad(
                arrivals.concurrency(),
                Math.max(1, arrivals.concurrency() / CHANNEL),
                arrivals,
                isLarge(load) ? LONG : SHORT,
                new Publishing(0.25, 1, 1, 200, 0),
                Upkeep.NONE,
                identities(load));
        return Planner.plan(Scenario.ofLoad("rehearsal", new Target.Sandbox(Map.of()), rehearsed), Segment.WHOLE)
                .load()
                .orElseThrow();
    }

    /** From the load's own addresses, as far as they reach a service on this machine: to bind takes code, too. */
    private static Identities identities(LoadPlan load) {
        List<InetAddress> local = load.identities().sources().addresses().stream()
                .filter(InetAddress::isLoopbackAddress)
                .toList();
        return new Identities(0, true, new SourceAddresses(local));
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
