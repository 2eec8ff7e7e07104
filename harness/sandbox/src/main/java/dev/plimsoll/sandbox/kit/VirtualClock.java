package dev.plimsoll.sandbox.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The machine's time plus every advance so far: hours of a meeting pass in one call. For the server's event loop.
 */
public final class VirtualClock implements InstantSource {
    private final InstantSource real;
    private Duration ahead = Duration.ZERO;

    public VirtualClock(InstantSource real) {
        this.real = Objects.requireNonNull(real, "real");
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** @throws IllegalArgumentException if {@code by} is negative: time does not go back */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back");
        }
        ahead = ahead.plus(by);
    }
}
