package dev.plimsoll.model.search;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;

/**
 * A scenario as a function of one number. Pure.
 *
 * <p>More connections are more of the same: they come at the rate at which the scenario has them come, so a ramp takes
 * longer and steps become more; channels, churn and a spike grow in proportion, so that a channel keeps its size and a
 * connection its life. Limits are not probed.
 */
public final class Variation {
    private static final Duration SHORTEST_RAMP = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final SignallingLoad load;
    private final Dimension dimension;
    private final boolean keepChannels;

    private Variation(Scenario scenario, Dimension dimension, boolean keepChannels) {
        this.scenario = scenario;
        this.load = scenario.signalling().orElseThrow(() -> refused("has no signalling load", "add signalling:"));
        this.dimension = dimension;
        this.keepChannels = keepChannels;
    }

    /**
     * @param keepChannels whether as many channels as the scenario has take any number of connections
     * @throws PlimsollException USAGE if the scenario has no such number
     */
    public static Variation of(Scenario scenario, Dimension dimension, boolean keepChannels) {
        Variation variation = new Variation(scenario, dimension, keepChannels);
        variation.refuseUnfit();
        return variation;
    }

    /** What is varied unless somebody says otherwise. */
    public static Dimension usual(Scenario scenario) {
        boolean arrives = scenario.signalling()
                .filter(load -> load.profile() instanceof Profile.Arrivals)
                .isPresent();
        return arrives ? Dimension.ARRIVAL_RATE : Dimension.CONNECTIONS;
    }

    private void refuseUnfit() {
        boolean arrives = load.profile() instanceof Profile.Arrivals;
        if (dimension == Dimension.ARRIVAL_RATE && !arrives) {
            throw refused("has no arrivals", "write signalling.arrivals, or search for connections");
        }
        if (dimension == Dimension.CONNECTIONS && arrives) {
            throw refused("has as many connections as its arrivals make", "search for arrival-rate");
        }
        if (dimension == Dimension.PUBLISH_RATE && (Planner.publishers(load) == 0 || publishSeconds() <= 0)) {
            throw refused("has nobody who publishes", "write signalling.publishers, and a hold of more than 2s");
        }
        if (scenario.expectations().isEmpty()) {
            throw refused("expects nothing that could give way", "write expectations:, as signalling.lost == 0");
        }
    }

    private PlimsollException refused(String what, String hint) {
        return new PlimsollException(ExitCode.USAGE, "the scenario " + scenario.name() + " " + what, hint);
    }

    /** The value that the scenario itself has, rounded. */
    public long own() {
        return Math.max(1, Math.round(exactly()));
    }

    private double exactly() {
        return switch (dimension) {
            case CONNECTIONS -> load.connections();
            case PUBLISH_RATE -> Planner.publishers(load) * load.publishing().perSecond();
            case ARRIVAL_RATE -> ((Profile.Arrivals) load.profile()).perSecond();
        };
    }

    /** Below it the load would not be what the scenario describes: nobody would publish, or all more than they should. */
    public long least() {
        return switch (dimension) {
            case CONNECTIONS -> fewest();
            case PUBLISH_RATE ->
                (long) Math.max(
                        1,
                        Math.ceil(Planner.publishers(load) * load.publishing().burst() / publishSeconds()));
            case ARRIVAL_RATE ->
                (long) Math.ceil(
                        fewest() / Math.max(1, load.profile().complete().toNanos() / 1e9));
        };
    }

    private long fewest() {
        double share = load.publishing().publisherShare();
        return share <= 0 ? 1 : (long) Math.max(2, Math.ceil(1 / share));
    }

    private double publishSeconds() {
        return load.hold().minus(Planner.DRAIN).toNanos() / 1e9;
    }

    /** The scenario with this value. */
    public Scenario at(long value) {
        return scenario.withLoadAlone(
                switch (dimension) {
                    case CONNECTIONS -> connections(Math.toIntExact(value));
                    case PUBLISH_RATE -> publishing((double) value / Planner.publishers(load));
                    case ARRIVAL_RATE -> arrivals(value);
                });
    }

    private SignallingLoad connections(int count) {
        Upkeep upkeep = load.upkeep();
        return new SignallingLoad(
                count,
                channels(count),
                profile(count),
                load.hold(),
                load.publishing(),
                new Upkeep(
                        upkeep.churnPerSecond() * grown(count),
                        upkeep.reconnects(),
                        upkeep.tokenLife(),
                        upkeep.storms()),
                load.identities());
    }

    private Profile profile(int count) {
        if (load.profile() instanceof Profile.Steps steps) {
            return new Profile.Steps(inProportion(steps.count(), count), steps.each());
        } else if (load.profile() instanceof Profile.Spike spike) {
            return new Profile.Spike(
                    ramp(spike.over(), count), inProportion(spike.extra(), count), spike.at(), spike.stay());
        }
        return new Profile.Ramp(ramp(load.profile().complete(), count));
    }

    private Duration ramp(Duration over, int count) {
        Duration scaled = over.multipliedBy(count).dividedBy(load.connections());
        return scaled.compareTo(SHORTEST_RAMP) < 0 ? SHORTEST_RAMP : scaled;
    }

    private SignallingLoad publishing(double perSecond) {
        Publishing own = load.publishing();
        Publishing varied = new Publishing(
                own.publisherShare(), perSecond, own.burst(), own.payloadBytes(), own.directsPerSecond());
        return new SignallingLoad(
                load.connections(),
                load.channels(),
                load.profile(),
                load.hold(),
                varied,
                load.upkeep(),
                load.identities());
    }

    private SignallingLoad arrivals(long perSecond) {
        Profile.Arrivals varied = new Profile.Arrivals(perSecond, load.profile().complete());
        int count = Math.max(1, varied.concurrency());
        return new SignallingLoad(
                count, channels(count), varied, load.hold(), load.publishing(), load.upkeep(), load.identities());
    }

    private int channels(int count) {
        return Math.min(count, keepChannels ? load.channels() : inProportion(load.channels(), count));
    }

    private int inProportion(int own, int count) {
        return Math.toIntExact(Math.max(1, Math.round(own * grown(count))));
    }

    private double grown(int count) {
        return (double) count / load.connections();
    }
}
