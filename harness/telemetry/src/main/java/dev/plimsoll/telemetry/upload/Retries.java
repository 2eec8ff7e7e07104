package dev.plimsoll.telemetry.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Waits between attempts, for ever or as long as somebody's patience lasts. For one thread. */
public final class Retries {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LAST = Duration.ofSeconds(30);

    private final Backoff backoff;
    private final Duration patience;
    private final Waiting waiting;
    private Duration waited = Duration.ZERO;

    /** How time passes. */
    interface Waiting {
        void pass(Duration duration) throws InterruptedException;
    }

    Retries(Backoff backoff, Duration patience, Waiting waiting) {
        this.backoff = backoff;
        this.patience = patience;
        this.waiting = waiting;
    }

    /** From a quarter of a second to half a minute, for as long as it takes. */
    public static Retries forEver() {
        return upTo(Duration.ofDays(10_000));
    }

    /** The same, but giving up after pauses without an answer came to a time. */
    public static Retries upTo(Duration patience) {
        Backoff backoff = new Backoff(FIRST, LAST, RandomGenerator.getDefault());
        return new Retries(backoff, patience, pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    void answered() {
        waited = Duration.ZERO;
        backoff.reset();
    }

    /** @throws InterruptedException if the thread was, or patience ends */
    void pause(Optional<Duration> asked) throws InterruptedException {
        Duration pause = backoff.next(asked);
        waited = waited.plus(pause);
        if (waited.compareTo(patience) > 0) {
            throw new InterruptedException("no patience is left");
        }
        waiting.pass(pause);
    }
}
