package dev.plimsoll.model.plan;

import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The signalling load of one segment.
 *
 * @param connections in the order in which they open
 * @param completeAt when all that stay are to be open, from the start of the load
 * @param closeAt when the last connection closes
 */
public record LoadPlan(
        List<PlannedConnection> connections,
        Duration completeAt,
        Duration closeAt,
        int payloadBytes,
        Upkeep upkeep,
        Identities identities) {
    public LoadPlan {
        connections = List.copyOf(connections);
        Objects.requireNonNull(completeAt, "completeAt");
        Objects.requireNonNull(closeAt, "closeAt");
        Objects.requireNonNull(upkeep, "upkeep");
        Objects.requireNonNull(identities, "identities");
    }

    public long publishes() {
        return connections.stream().mapToLong(c -> c.publishes().count()).sum();
    }

    /** Publishes and directs: what a plan's quota counts. */
    public long messages() {
        return connections.stream()
                .mapToLong(c -> c.publishes().count() + (long) c.directs().count())
                .sum();
    }

    /** How many are to be open when the load is complete. */
    public int whenComplete() {
        return (int) connections.stream()
                .filter(c ->
                        c.openAt().compareTo(completeAt) <= 0 && c.closeAt().compareTo(completeAt) > 0)
                .count();
    }

    /** The most that are open at once, a successor and its predecessor counted for a moment. */
    public int peak() {
        List<Duration> closings =
                connections.stream().map(PlannedConnection::closeAt).sorted().toList();
        int open = 0;
        int peak = 0;
        int closed = 0;
        for (PlannedConnection connection : connections) {
            while (closings.get(closed).compareTo(connection.openAt()) < 0) {
                closed++;
                open--;
            }
            open++;
            peak = Math.max(peak, open);
        }
        return peak;
    }

    /** Every connect, those after storms included; one that fails and is tried again counts once. */
    public int attempts() {
        double again = upkeep.reconnects()
                ? upkeep.storms().stream()
                        .mapToDouble(storm -> storm.share() * whenComplete())
                        .sum()
                : 0;
        return connections.size() + (int) Math.ceil(again);
    }
}
