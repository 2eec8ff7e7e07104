package dev.plimsoll.sandbox.bench;

import java.time.Instant;

/** How long a round warms up and measures, and when it did. */
final class Stopwatch {
    private final double warmUpSeconds;
    private final double measuredSeconds;
    private Instant began = Instant.MIN;
    private Instant ended = Instant.MAX;

    Stopwatch(double warmUpSeconds, double measuredSeconds) {
        this.warmUpSeconds = warmUpSeconds;
        this.measuredSeconds = measuredSeconds;
    }

    double warmUpSeconds() {
        return warmUpSeconds;
    }

    double measuredSeconds() {
        return measuredSeconds;
    }

    void begin(Instant now) {
        began = now;
    }

    void end(Instant now) {
        ended = now;
    }

    boolean covers(Instant moment) {
        return !moment.isBefore(began) && !moment.isAfter(ended);
    }
}
