package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Connections that are replaced all the time while as many stay: does the service free what it took, and does nobody lose a
 * message to the coming and going? Started as {@link Capacity} is.
 */
public final class Churn extends PlannedSimulation {
    public Churn() {
        super(settings -> new SignallingLoad(
                settings.count("connections", 500),
                settings.count("channels", 50),
                new Profile.Ramp(settings.duration("rampUp", Duration.ofSeconds(10))),
                settings.duration("hold", Duration.ofSeconds(60)),
                new Publishing(0.1, settings.rate("publishRate", 1), 1, 200, 0),
                new Upkeep(settings.rate("churn", 10), true, Optional.empty(), List.of()),
                settings.identities()));
    }
}
