package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The network cuts everybody at the same moment, and everybody comes back as the vendor's SDK does: how long until half, 90
 * and 99 % are back, and what does the service make of the rush? Started as {@link Capacity} is.
 */
public final class ReconnectStorm extends PlannedSimulation {
    public ReconnectStorm() {
        super(settings -> {
            Duration hold = settings.duration("hold", Duration.ofSeconds(60));
            Storm storm = new Storm(hold.dividedBy(4), 1, Storm.Cause.NETWORK);
            return new SignallingLoad(
                    settings.count("connections", 500),
                    settings.count("channels", 50),
                    new Profile.Ramp(settings.duration("rampUp", Duration.ofSeconds(10))),
                    hold,
                    new Publishing(0.1, settings.rate("publishRate", 1), 1, 200, 0),
                    new Upkeep(0, true, Optional.empty(), List.of(storm)),
                    settings.identities());
        });
    }
}
