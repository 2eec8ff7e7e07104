package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pairs of headless peers that call each other through TURN.
 *
 * @param pairs how many pairs use each path to the TURN servers, at once
 * @param duration how long the calls last, from the first pair's start
 * @param callLength after which a call ends and another takes its place; empty if each lasts to the end
 * @param setupTimeout when a pair that is not connected counts as failed
 * @param dataPerSecond data-channel messages a second from one end, echoed by the other
 * @param audio whether Opus audio is sent too
 * @param setupsPerSecond how many calls begin in a second, more than 0
 * @param hosts the processes that place them
 * @param turn how they come by TURN servers
 * @param media what audio is sent, which pictures, and by whom
 * @param statsOf of which ends getStats is read
 */
public record AgentLoad(
        Map<TurnPath, Integer> pairs,
        Duration duration,
        Optional<Duration> callLength,
        Duration setupTimeout,
        double dataPerSecond,
        boolean audio,
        double setupsPerSecond,
        AgentHosts hosts,
        TurnUse turn,
        MediaLoad media,
        StatsOf statsOf) {
    /** A second's load of calls does not shake a small machine. */
    public static final double USUAL_SETUPS = 10;

    public AgentLoad {
        pairs = Map.copyOf(pairs);
        Objects.requireNonNull(hosts, "hosts");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(statsOf, "statsOf");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(callLength, "callLength");
        Objects.requireNonNull(setupTimeout, "setupTimeout");
    }

    /** With the usual pace, hosts, servers and media. */
    public AgentLoad(
            Map<TurnTransport, Integer> pairs,
            Duration duration,
            Duration setupTimeout,
            double dataPerSecond,
            boolean audio) {
        this(
                byPath(pairs),
                duration,
                Optional.empty(),
                setupTimeout,
                dataPerSecond,
                audio,
                USUAL_SETUPS,
                AgentHosts.USUAL,
                TurnUse.USUAL,
                MediaLoad.USUAL,
                StatsOf.BOTH);
    }

    private static Map<TurnPath, Integer> byPath(Map<TurnTransport, Integer> pairs) {
        return pairs.entrySet().stream()
                .collect(Collectors.toMap(entry -> TurnPath.of(entry.getKey()), Map.Entry::getValue));
    }

    public int totalPairs() {
        return pairs.values().stream().mapToInt(Integer::intValue).sum();
    }
}
