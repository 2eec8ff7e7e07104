package dev.plimsoll.limits.stage;

import java.time.Duration;

/** Waits, unless the run is to end. */
@FunctionalInterface
public interface Pause {
    /** @throws InterruptedException at once if the run is to end, also for a pause of nothing */
    void pause(Duration duration) throws InterruptedException;
}
