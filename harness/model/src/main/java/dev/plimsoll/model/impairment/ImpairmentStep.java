package dev.plimsoll.model.impairment;

import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * From a moment on, paths over some transports have a profile, until another step of the same transport follows.
 *
 * @param at from the start of the load
 */
public record ImpairmentStep(Duration at, Set<TurnTransport> transports, PathProfile profile) {
    public ImpairmentStep {
        Objects.requireNonNull(at, "at");
        transports = Set.copyOf(transports);
        Objects.requireNonNull(profile, "profile");
    }
}
