package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * Connections that join channels, hold, and publish.
 *
 * @param connections how many are opened
 * @param channels how many channels they are spread over, round robin
 * @param rampUp over which time they are opened, evenly
 * @param hold how long all of them stay after the ramp; publishes happen in this time
 * @param publisherShare which part of the connections publish, 0 to 1
 * @param publishesPerSecond arrival rate of one publisher's publishes
 * @param payloadBytes size of a publish's filler
 */
public record SignallingLoad(
        int connections,
        int channels,
        Duration rampUp,
        Duration hold,
        double publisherShare,
        double publishesPerSecond,
        int payloadBytes) {
    public SignallingLoad {
        Objects.requireNonNull(rampUp, "rampUp");
        Objects.requireNonNull(hold, "hold");
    }
}
