package dev.plimsoll.telemetry.upload;

import dev.plimsoll.model.scenario.InfluxTarget;
import java.time.Duration;
import java.time.InstantSource;

/** The store for what a scenario or a command line says. */
public final class Stores {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Stores() {}

    public static PointStore of(InfluxTarget target) {
        return switch (target.api()) {
            case V2 -> new InfluxStore(target, TIMEOUT, InstantSource.system());
            case V1 -> new Influx1Store(target, TIMEOUT, InstantSource.system());
        };
    }
}
