package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;

/**
 * Few channels with many subscribers each and one publisher in each: how many deliveries a second does the service make?
 * Started as {@link Capacity} is.
 */
public final class FanOut extends PlannedSimulation {
    public FanOut() {
        super(settings -> {
            int connections = settings.count("connections", 1000);
            int channels = settings.count("channels", 10);
            return new SignallingLoad(
                    connections,
                    channels,
                    new Profile.Ramp(settings.duration("rampUp", Duration.ofSeconds(10))),
                    settings.duration("hold", Duration.ofSeconds(30)),
                    new Publishing((double) channels / connections, settings.rate("publishRate", 10), 1, 200, 0),
                    Upkeep.NONE,
                    settings.identities());
        });
    }
}
