package dev.plimsoll.model.fault;

import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Something that is done to calls on purpose.
 *
 * @param name of its mark and its verdict
 * @param at from the start of the load
 * @param lasts until it is undone; zero for a moment
 * @param transports to the TURN servers that it strikes; of a fault of paths
 * @param within how long after its end every call must carry again
 */
public record PlannedFault(
        String name, FaultKind kind, Duration at, Duration lasts, Set<TurnTransport> transports, Duration within) {
    public static final Duration USUAL_LENGTH = Duration.ofSeconds(5);
    /**
     * A path that failed is offered again after 0, 1, 2, 4 ... s, each time with up to 15 s for an answer and 20 s for a path;
     * that libwebrtc calls it failed takes up to 20 s more.
     */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(45);

    public PlannedFault {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        lasts = kind.isLasting() ? lasts : Duration.ZERO;
        transports = Set.copyOf(transports);
        Objects.requireNonNull(within, "within");
    }

    /** When it is undone. */
    public Duration end() {
        return at.plus(lasts);
    }

    /** When every call must carry again. */
    public Duration deadline() {
        return end().plus(within);
    }

    boolean strikes(TurnTransport transport, Duration elapsed) {
        return kind.isOfPaths()
                && transports.contains(transport)
                && at.compareTo(elapsed) <= 0
                && end().compareTo(elapsed) > 0;
    }
}
