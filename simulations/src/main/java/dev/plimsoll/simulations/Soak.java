package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Many connections for long, with some churn: does anything creep, on either side? Half an hour unless said otherwise;
 * started as {@link Capacity} is.
 */
public final class Soak extends PlannedSimulation {
    public Soak() {
        super(settings -> new SignallingLoad(
                settings.count("connections", 5_000),
                settings.count("channels", 500),
                new Profile.Ramp(settings.duration("rampUp", Duration.ofSeconds(30))),
                settings.duration("hold", Duration.ofMinutes(30)),
                new Publishing(0.1, settings.rate("publishRate", 1), 1, 200, 0),
                new Upkeep(settings.rate("churn", 50), true, Optional.empty(), List.of()),
                settings.identities()));
    }
}
