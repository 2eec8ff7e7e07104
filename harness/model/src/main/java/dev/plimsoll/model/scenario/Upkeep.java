package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens to connections that are open.
 *
 * @param churnPerSecond how many are closed and replaced by new ones, a second, while as many stay
 * @param reconnects whether a connection that is lost comes back as the vendor's SDK does
 * @param tokenLife how long tokens hold, after which the service closes with 4002; an hour if empty
 * @param storms when many are lost at once
 */
public record Upkeep(double churnPerSecond, boolean reconnects, Optional<Duration> tokenLife, List<Storm> storms) {
    public static final Upkeep NONE = new Upkeep(0, false, Optional.empty(), List.of());

    public Upkeep {
        Objects.requireNonNull(tokenLife, "tokenLife");
        storms = List.copyOf(storms);
    }
}
