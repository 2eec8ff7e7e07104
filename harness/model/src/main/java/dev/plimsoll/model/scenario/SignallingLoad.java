package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * Connections that join channels, hold, and publish.
 *
 * @param connections how many stay open; of an open model, how many there are at once
 * @param channels how many channels they are spread over, round robin
 * @param hold how long the load goes on once it is complete; publishes happen in this time
 */
public record SignallingLoad(
        int connections,
        int channels,
        Profile profile,
        Duration hold,
        Publishing publishing,
        Upkeep upkeep,
        Identities identities) {
    public SignallingLoad {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(publishing, "publishing");
        Objects.requireNonNull(upkeep, "upkeep");
        Objects.requireNonNull(identities, "identities");
    }

    /** A plain load: a ramp, a hold, and publishers. */
    public static SignallingLoad ramp(
            int connections, int channels, Duration rampUp, Duration hold, double publisherShare, double perSecond) {
        return new SignallingLoad(
                connections,
                channels,
                new Profile.Ramp(rampUp),
                hold,
                new Publishing(publisherShare, perSecond, 1, 200, 0),
                Upkeep.NONE,
                Identities.TOKENS);
    }
}
