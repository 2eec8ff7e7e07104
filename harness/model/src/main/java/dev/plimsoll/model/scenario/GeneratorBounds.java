package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * What the generator may cost before its own numbers are not to be trusted: past one of these the run is INVALID.
 *
 * @param scheduleLagP99 how late publishes may leave, 99th percentile
 * @param gcPause the longest stop of the generator's JVM
 * @param mediaLost which part of the sound or of the pictures agents may be too slow to send, 0 to 1
 */
public record GeneratorBounds(Duration scheduleLagP99, Duration gcPause, double mediaLost) {
    /** What holds where nobody says otherwise. */
    public static final GeneratorBounds USUAL =
            new GeneratorBounds(Duration.ofMillis(250), Duration.ofSeconds(1), 0.01);

    public GeneratorBounds {
        Objects.requireNonNull(scheduleLagP99, "scheduleLagP99");
        Objects.requireNonNull(gcPause, "gcPause");
    }
}
