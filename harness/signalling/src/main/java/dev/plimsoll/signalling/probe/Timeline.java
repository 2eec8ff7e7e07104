package dev.plimsoll.signalling.probe;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a connection came past its milestones.
 *
 * @param startedNanos when it was begun, by the connection's clock
 * @param reached since then
 */
public record Timeline(long startedNanos, Map<Milestone, Duration> reached) {
    public Timeline {
        EnumMap<Milestone, Duration> copy = new EnumMap<>(Milestone.class);
        copy.putAll(reached);
        reached = Collections.unmodifiableMap(copy);
    }

    public Optional<Duration> at(Milestone milestone) {
        return Optional.ofNullable(reached.get(milestone));
    }
}
