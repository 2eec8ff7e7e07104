package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Pairs of headless peers that call each other through TURN.
 *
 * @param pairs how many pairs use each transport to the TURN server
 * @param duration how long the calls last, from the first pair's start
 * @param setupTimeout when a pair that is not connected counts as failed
 * @param dataPerSecond data-channel messages a second from one end, echoed by the other
 * @param audio whether each end also sends synthetic Opus audio
 */
public record AgentLoad(
        Map<TurnTransport, Integer> pairs,
        Duration duration,
        Duration setupTimeout,
        double dataPerSecond,
        boolean audio) {
    public AgentLoad {
        pairs = Map.copyOf(pairs);
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(setupTimeout, "setupTimeout");
    }

    public int totalPairs() {
        return pairs.values().stream().mapToInt(Integer::intValue).sum();
    }
}
