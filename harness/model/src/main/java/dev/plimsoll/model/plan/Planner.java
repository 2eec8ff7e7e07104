package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Turns a scenario into a plan: pure, and the same for the same scenario, seed and segment. */
public final class Planner {
    /** Publishes end this long before the connections close, so that their deliveries can arrive. */
    static final Duration DRAIN = Duration.ofSeconds(2);
    /** SDP, candidates and their answers that one call sends through signalling; each is billed as a send. */
    static final int SENDS_PER_PAIR = 40;

    private Planner() {}

    public static RunPlan plan(Scenario scenario, Segment segment) {
        Optional<LoadPlan> load = scenario.signalling().map(spec -> load(spec, scenario.seed(), segment));
        List<PlannedPair> pairs =
                scenario.agents().map(agents -> pairs(agents, segment)).orElse(List.of());
        int open = load.map(plan -> plan.connections().size()).orElse(0) + 2 * pairs.size();
        int toBoundary = scenario.limits().stream()
                .mapToInt(limit -> Math.max(0, limit.documented() - open))
                .max()
                .orElse(0);
        int beyond =
                scenario.limits().stream().mapToInt(LimitSpec::beyond).max().orElse(0);
        long messages = load.map(LoadPlan::publishes).orElse(0L) + (long) SENDS_PER_PAIR * pairs.size();
        return new RunPlan(
                segment,
                load,
                pairs,
                open + toBoundary,
                open + toBoundary + beyond,
                messages,
                duration(load, scenario.agents()));
    }

    private static Duration duration(Optional<LoadPlan> load, Optional<AgentLoad> agents) {
        Duration ofLoad = load.map(LoadPlan::closeAt).orElse(Duration.ZERO);
        Duration ofAgents = agents.map(a -> a.setupTimeout().plus(a.duration())).orElse(Duration.ZERO);
        return ofLoad.compareTo(ofAgents) > 0 ? ofLoad : ofAgents;
    }

    private static LoadPlan load(SignallingLoad spec, long seed, Segment segment) {
        List<PlannedConnection> connections = IntStream.range(0, spec.connections())
                .filter(segment::holds)
                .mapToObj(index -> connection(spec, seed, index))
                .toList();
        return new LoadPlan(connections, spec.rampUp(), spec.rampUp().plus(spec.hold()), spec.payloadBytes());
    }

    private static PlannedConnection connection(SignallingLoad spec, long seed, int index) {
        Duration openAt = spec.rampUp().multipliedBy(index).dividedBy(spec.connections());
        return new PlannedConnection(
                index,
                "load-%06d".formatted(index),
                "load/%04d".formatted(index % spec.channels()),
                openAt,
                publishes(spec, index) ? schedule(spec, seed, index) : PublishSchedule.SILENT);
    }

    /** Spreads the publishers evenly: connection i publishes where the running share steps over a whole number. */
    private static boolean publishes(SignallingLoad spec, int index) {
        int round = index / spec.channels();
        int rounds = Math.max(1, (spec.connections() + spec.channels() - 1) / spec.channels());
        double position = (double) (index % spec.channels()) * rounds + round;
        return Math.floor((position + 1) * spec.publisherShare() + 1e-9)
                > Math.floor(position * spec.publisherShare() + 1e-9);
    }

    private static PublishSchedule schedule(SignallingLoad spec, long seed, int index) {
        Duration window = spec.hold().minus(DRAIN);
        if (spec.publishesPerSecond() <= 0 || window.isNegative() || window.isZero()) {
            return PublishSchedule.SILENT;
        }
        Duration interval = Duration.ofNanos((long) (1e9 / spec.publishesPerSecond()));
        RandomGenerator random = new SplittableRandom(seed * 1_000_003L + index);
        Duration stagger =
                Duration.ofNanos((long) (random.nextDouble() * Math.min(interval.toNanos(), window.toNanos())));
        long count = 1 + (window.toNanos() - 1 - stagger.toNanos()) / interval.toNanos();
        return new PublishSchedule(spec.rampUp().plus(stagger), interval, Math.toIntExact(count));
    }

    private static List<PlannedPair> pairs(AgentLoad spec, Segment segment) {
        List<PlannedPair> pairs = new ArrayList<>();
        spec.pairs().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .forEach(entry -> IntStream.rangeClosed(1, entry.getValue())
                        .mapToObj(number -> pair(entry.getKey(), number))
                        .forEach(pairs::add));
        return IntStream.range(0, pairs.size())
                .filter(segment::holds)
                .mapToObj(pairs::get)
                .toList();
    }

    private static PlannedPair pair(TurnTransport transport, int number) {
        String id = transport.label() + "-" + number;
        return new PlannedPair(id, transport, "call/" + id, "agent-" + id + "-caller", "agent-" + id + "-callee");
    }
}
