package dev.plimsoll.bench.measure;

import java.time.Instant;

/** How long a round warms up and measures, and when it did. */
public final class Stopwatch {
    private final double warmUpSeconds;
    private final double measuredSeconds;
    private Instant began = Instant.MIN;
    private Instant ended = Instant.MAX;

    public Stopwatch(double warmUpSeconds, double measuredSeconds) {
        this.warmUpSeconds = warmUpSeconds;
        this.measuredSeconds = measuredSeconds;
    }

    public double warmUpSeconds() {
        return warmUpSeconds;
    }

    public double measuredSeconds() {
        return measuredSeconds;
    }

    public void begin(Instant now) {
        began = now;
    }

    public void end(Instant now) {
        ended = now;
    }

    public boolean covers(Instant moment) {
        return !moment.isBefore(began) && !moment.isAfter(ended);
    }
}
