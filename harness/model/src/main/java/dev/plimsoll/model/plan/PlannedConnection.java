package dev.plimsoll.model.plan;

import java.time.Duration;
import java.util.Objects;

/**
 * One connection of the load.
 *
 * @param index its number in the whole run
 * @param openAt when it is to be opened, from the start of the load
 */
public record PlannedConnection(int index, String peerId, String channel, Duration openAt, PublishSchedule publishes) {
    public PlannedConnection {
        Objects.requireNonNull(peerId, "peerId");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(openAt, "openAt");
        Objects.requireNonNull(publishes, "publishes");
    }
}
