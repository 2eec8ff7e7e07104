package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.TurnTransport;
import java.util.Objects;

/**
 * Two agents that call each other.
 *
 * @param id stable within the run, {@code udp-1}
 * @param caller peer id of the end that places the call; it sorts after the callee, so the caller is the impolite peer
 */
public record PlannedPair(String id, TurnTransport transport, String channel, String caller, String callee) {
    public PlannedPair {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
    }
}
