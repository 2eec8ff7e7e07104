package dev.plimsoll.agents.fleet;

import dev.plimsoll.agents.control.AgentOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A call and when it begins.
 *
 * @param after the fleet's start
 */
public record Placement(AgentOrder.Pair pair, Duration after) {
    public Placement {
        Objects.requireNonNull(pair, "pair");
        Objects.requireNonNull(after, "after");
    }

    /**
     * Calls one after the other at a steady rate, all of which end at the same time.
     *
     * @param perSecond how many begin in a second, more than 0
     * @param whole from the first one's beginning to the end of all
     */
    public static List<Placement> paced(List<AgentOrder.Pair> pairs, double perSecond, Duration whole) {
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Duration after = Duration.ofNanos((long) (i / perSecond * 1e9));
            placements.add(new Placement(lasting(pairs.get(i), whole.minus(after)), after));
        }
        return placements;
    }

    static AgentOrder.Pair lasting(AgentOrder.Pair pair, Duration duration) {
        return new AgentOrder.Pair(
                pair.id(),
                pair.slot(),
                pair.path(),
                pair.channel(),
                pair.caller(),
                pair.callee(),
                Math.max(0, duration.toMillis()));
    }
}
