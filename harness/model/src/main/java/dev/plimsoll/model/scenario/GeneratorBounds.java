package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * What the generator may cost before its own numbers are not to be trusted: past one of these the run is INVALID.
 *
 * @param scheduleLagP99 how late publishes may leave, 99th percentile
 * @param gcPause the longest stop of the generator's JVM
 */
public record GeneratorBounds(Duration scheduleLagP99, Duration gcPause) {
    /** What holds where nobody says otherwise. */
    public static final GeneratorBounds USUAL = new GeneratorBounds(Duration.ofMillis(250), Duration.ofSeconds(1));

    public GeneratorBounds {
        Objects.requireNonNull(scheduleLagP99, "scheduleLagP99");
        Objects.requireNonNull(gcPause, "gcPause");
    }
}
