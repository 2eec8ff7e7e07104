package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.Objects;

/**
 * Two agents that call each other.
 *
 * @param id stable within the run, {@code udp-1}; where calls follow each other, {@code udp-1-3} is the third in its place
 * @param slot the place in which calls follow each other, {@code udp-1}
 * @param path by which both reach their TURN servers
 * @param caller peer id of the end that places the call; it sorts after the callee, so the caller is the impolite peer
 * @param beginAt on the clock of the load
 * @param lasts from its begin, the set-up included
 */
public record PlannedPair(
        String id,
        String slot,
        TurnPath path,
        String channel,
        String caller,
        String callee,
        Duration beginAt,
        Duration lasts) {
    /** Between two calls in one place: a call takes leave for up to so long, and its connections are to be gone. */
    public static final Duration REST = Duration.ofSeconds(2);

    public PlannedPair {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
        Objects.requireNonNull(beginAt, "beginAt");
        Objects.requireNonNull(lasts, "lasts");
    }

    /** The only one in its place, at once, for as long as somebody says. */
    public PlannedPair(String id, TurnPath path, String channel, String caller, String callee) {
        this(id, id, path, channel, caller, callee, Duration.ZERO, Duration.ZERO);
    }

    public PlannedPair(String id, TurnTransport transport, String channel, String caller, String callee) {
        this(id, TurnPath.of(transport), channel, caller, callee);
    }
}
