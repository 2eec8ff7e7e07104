package dev.plimsoll.model.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The signalling load of one segment.
 *
 * @param closeAt when every connection closes, from the start of the load
 */
public record LoadPlan(List<PlannedConnection> connections, Duration rampUp, Duration closeAt, int payloadBytes) {
    public LoadPlan {
        connections = List.copyOf(connections);
        Objects.requireNonNull(rampUp, "rampUp");
        Objects.requireNonNull(closeAt, "closeAt");
    }

    public long publishes() {
        return connections.stream()
                .mapToLong(connection -> connection.publishes().count())
                .sum();
    }
}
