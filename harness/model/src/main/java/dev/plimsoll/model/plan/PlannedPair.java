package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.Objects;

/**
 * Two agents that call each other.
 *
 * @param id stable within the run, {@code udp-1}
 * @param path by which both reach their TURN servers
 * @param caller peer id of the end that places the call; it sorts after the callee, so the caller is the impolite peer
 */
public record PlannedPair(String id, TurnPath path, String channel, String caller, String callee) {
    public PlannedPair {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
    }

    public PlannedPair(String id, TurnTransport transport, String channel, String caller, String callee) {
        this(id, TurnPath.of(transport), channel, caller, callee);
    }
}
