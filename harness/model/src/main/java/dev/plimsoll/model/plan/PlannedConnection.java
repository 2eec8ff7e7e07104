package dev.plimsoll.model.plan;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One connection of the load.
 *
 * @param index its number in the whole run
 * @param slot its place in the load, which its successor takes over if it is replaced
 * @param publishable whether it presents a publishable key; the service names such a peer
 * @param openAt when it is to be opened, from the start of the load
 * @param closeAt when it is to be closed
 * @param partner the peer that its directs go to
 * @param directs when it sends to its partner
 */
public record PlannedConnection(
        int index,
        int slot,
        String peerId,
        boolean publishable,
        String channel,
        Duration openAt,
        Duration closeAt,
        PublishSchedule publishes,
        Optional<String> partner,
        PublishSchedule directs) {
    public PlannedConnection {
        Objects.requireNonNull(peerId, "peerId");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(openAt, "openAt");
        Objects.requireNonNull(closeAt, "closeAt");
        Objects.requireNonNull(publishes, "publishes");
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(directs, "directs");
    }
}
