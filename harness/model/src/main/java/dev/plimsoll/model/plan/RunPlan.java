package dev.plimsoll.model.plan;

import dev.plimsoll.model.limit.Cost;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one segment of a run will do, computed from the scenario alone.
 *
 * @param connections the most that will be open at once and pass: load, agents and the probes' accepted ones
 * @param attempts every connect of the run, the rejected ones included
 * @param messages publishes and direct sends that the service may count
 * @param duration how long the stages last, preparation and report apart
 */
public record RunPlan(
        Segment segment,
        Optional<LoadPlan> load,
        List<PlannedPair> pairs,
        int connections,
        int attempts,
        long messages,
        Duration duration) {
    public RunPlan {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(load, "load");
        pairs = List.copyOf(pairs);
        Objects.requireNonNull(duration, "duration");
    }

    /** With probes beside the load, once it is complete. */
    public RunPlan with(Cost probes) {
        Duration complete = load.map(LoadPlan::completeAt).orElse(Duration.ZERO).plus(probes.time());
        return new RunPlan(
                segment,
                load,
                pairs,
                Math.toIntExact(connections + probes.connections()),
                Math.toIntExact(attempts + probes.connects()),
                messages + probes.messages(),
                duration.compareTo(complete) > 0 ? duration : complete);
    }

    public int loadConnections() {
        return load.map(LoadPlan::whenComplete).orElse(0);
    }

    /** At once. */
    public int agentConnections() {
        return 2 * slots(pairs);
    }

    /** How many of these calls go on at once. */
    public static int slots(List<PlannedPair> pairs) {
        return (int) pairs.stream().map(PlannedPair::slot).distinct().count();
    }
}
