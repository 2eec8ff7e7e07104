package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;

/**
 * Everybody publishes, until the plan's messages are used up: refusals show as {@code over_message_quota} in Gatling's report
 * while connections stay. Started as {@link Capacity} is; it uses up quota that somebody pays for.
 */
public final class Quota extends PlannedSimulation {
    public Quota() {
        super(settings -> new SignallingLoad(
                settings.count("connections", 20),
                settings.count("channels", 10),
                new Profile.Ramp(settings.duration("rampUp", Duration.ofSeconds(2))),
                settings.duration("hold", Duration.ofSeconds(30)),
                new Publishing(1, settings.rate("publishRate", 50), 1, 20, 0),
                Upkeep.NONE,
                settings.identities()));
    }
}
