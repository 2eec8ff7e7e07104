package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.EvenShare;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Turns a scenario into a plan: pure, and the same for the same scenario, seed and segment. */
public final class Planner {
    /** Publishes end this long before the connections close, so that their deliveries can arrive. */
    public static final Duration DRAIN = Duration.ofSeconds(2);
    /** A connection that comes later publishes no sooner than this, so that it is subscribed by then. */
    static final Duration SETTLE = Duration.ofSeconds(1);
    /** SDP, candidates and their answers that one call sends through signalling; each is billed as a send. */
    static final int SENDS_PER_PAIR = 40;

    private Planner() {}

    public static RunPlan plan(Scenario scenario, Segment segment) {
        Optional<LoadPlan> load = scenario.signalling().map(spec -> load(spec, scenario.seed(), segment));
        List<PlannedPair> pairs = scenario.agents()
                .map(agents -> PlannedCalls.of(agents, segment))
                .orElse(List.of());
        int peers = 2 * RunPlan.slots(pairs);
        int open = load.map(LoadPlan::whenComplete).orElse(0) + peers;
        int toBoundary = scenario.limits().stream()
                .mapToInt(limit -> Math.max(0, limit.documented() - open))
                .max()
                .orElse(0);
        int beyond =
                scenario.limits().stream().mapToInt(LimitSpec::beyond).max().orElse(0);
        int most = load.map(LoadPlan::peak).orElse(0) + peers;
        int attempts = load.map(LoadPlan::attempts).orElse(0)
                + 2 * pairs.size()
                + peers * (scenario.faults().connectsPerPeer() - 1);
        long messages = load.map(LoadPlan::messages).orElse(0L) + (long) SENDS_PER_PAIR * pairs.size();
        return new RunPlan(
                segment,
                load,
                pairs,
                Math.max(most, open + toBoundary),
                attempts + toBoundary + beyond,
                messages,
                duration(load, scenario.agents()));
    }

    private static Duration duration(Optional<LoadPlan> load, Optional<AgentLoad> agents) {
        Duration ofLoad = load.map(LoadPlan::closeAt).orElse(Duration.ZERO);
        Duration ofAgents = agents.map(a -> a.setupTimeout().plus(a.duration())).orElse(Duration.ZERO);
        return ofLoad.compareTo(ofAgents) > 0 ? ofLoad : ofAgents;
    }

    private static LoadPlan load(SignallingLoad spec, long seed, Segment segment) {
        List<Lifetime> lifetimes = Lifetimes.of(spec);
        List<PlannedConnection> connections = IntStream.range(0, lifetimes.size())
                .filter(segment::holds)
                .mapToObj(index -> connection(spec, seed, index, lifetimes.get(index)))
                .toList();
        return new LoadPlan(
                connections,
                spec.profile().complete(),
                Lifetimes.end(spec),
                spec.publishing().payloadBytes(),
                spec.upkeep(),
                spec.identities());
    }

    private static PlannedConnection connection(SignallingLoad spec, long seed, int index, Lifetime lifetime) {
        int slot = lifetime.slot();
        boolean publishes = publishes(spec, slot);
        Optional<String> partner = publishes ? partner(spec, slot) : Optional.empty();
        return new PlannedConnection(
                index,
                slot,
                "load-%06d".formatted(index),
                isPublishable(spec, slot),
                channel(slot % spec.channels()),
                lifetime.openAt(),
                lifetime.closeAt(),
                publishes ? schedule(spec, spec.publishing().perSecond(), seed, lifetime) : PublishSchedule.SILENT,
                partner,
                partner.isPresent()
                        ? schedule(spec, spec.publishing().directsPerSecond(), ~seed, lifetime)
                        : PublishSchedule.SILENT);
    }

    /** One string for all connections of a channel, for each delivery is compared to it. */
    private static String channel(int number) {
        return "load/%04d".formatted(number).intern();
    }

    /** How many of the connections that stay publish. */
    public static int publishers(SignallingLoad spec) {
        return (int) IntStream.range(0, spec.connections())
                .filter(slot -> publishes(spec, slot))
                .count();
    }

    /** Spreads the publishers evenly: channel by channel, the first of which may have one connection more than the last. */
    private static boolean publishes(SignallingLoad spec, int slot) {
        int channel = slot % spec.channels();
        int round = slot / spec.channels();
        int smaller = spec.connections() / spec.channels();
        int larger = spec.connections() % spec.channels();
        double position = (double) channel * smaller + Math.min(channel, larger) + round;
        return EvenShare.picks(position, spec.publishing().publisherShare());
    }

    private static boolean isPublishable(SignallingLoad spec, int slot) {
        return EvenShare.picks(slot, spec.identities().publishableShare());
    }

    /**
     * The first connection of the next place in the same channel. Only tokens may send, only tokens have names that are
     * known before, and a connection that will be replaced is nobody's partner.
     */
    private static Optional<String> partner(SignallingLoad spec, int slot) {
        int next = slot + spec.channels() < spec.connections() ? slot + spec.channels() : slot % spec.channels();
        boolean lasting = spec.upkeep().churnPerSecond() == 0 && spec.profile() instanceof Profile.Ramp;
        boolean named = !isPublishable(spec, slot) && !isPublishable(spec, next);
        return next != slot && lasting && named && spec.publishing().directsPerSecond() > 0
                ? Optional.of("load-%06d".formatted(next))
                : Optional.empty();
    }

    private static PublishSchedule schedule(SignallingLoad spec, double perSecond, long seed, Lifetime lifetime) {
        Duration complete = spec.profile().complete();
        Duration window = spec.hold().minus(DRAIN);
        if (perSecond <= 0 || window.isNegative() || window.isZero()) {
            return PublishSchedule.SILENT;
        }
        int burst = spec.publishing().burst();
        Duration interval = Duration.ofNanos((long) (burst * 1e9 / perSecond));
        RandomGenerator random = new SplittableRandom(seed * 1_000_003L + lifetime.slot());
        Duration stagger =
                Duration.ofNanos((long) (random.nextDouble() * Math.min(interval.toNanos(), window.toNanos())));
        long ticks = 1 + (window.toNanos() - 1 - stagger.toNanos()) / interval.toNanos();
        PublishSchedule ofSlot =
                new PublishSchedule(complete.plus(stagger), interval, burst, Math.toIntExact(ticks * burst));
        Duration settled =
                lifetime.openAt().compareTo(complete) > 0 ? lifetime.openAt().plus(SETTLE) : complete;
        return ofSlot.within(settled, lifetime.closeAt().minus(DRAIN));
    }
}
