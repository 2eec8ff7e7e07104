package dev.plimsoll.telemetry.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from a first to a last pause, spread by a fifth so that several
 * uploaders do not come back at once, and never shorter than the server asks.
 */
final class Backoff {
    private static final double SPREAD = 0.2;

    private final Duration first;
    private final Duration last;
    private final RandomGenerator random;
    private Duration pause;

    Backoff(Duration first, Duration last, RandomGenerator random) {
        this.first = first;
        this.last = last;
        this.random = random;
        this.pause = first;
    }

    /** The server answered: the next trouble is a new one. */
    void reset() {
        pause = first;
    }

    /** @param asked the server's wish */
    Duration next(Optional<Duration> asked) {
        Duration own = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(last) > 0 ? last : doubled;
        double spread = 1 + SPREAD * (2 * random.nextDouble() - 1);
        Duration spreadOwn = Duration.ofNanos(Math.round(own.toNanos() * spread));
        return asked.filter(wish -> wish.compareTo(spreadOwn) > 0).orElse(spreadOwn);
    }
}
