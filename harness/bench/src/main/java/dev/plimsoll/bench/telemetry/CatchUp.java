package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How long it takes, once what was disturbed works again, until no more points wait than always do. For one thread. */
final class CatchUp {
    /** A block is open for a second, and then looked for and sent. */
    private static final double ALWAYS_WAITING_SECONDS = 3;

    private final double alwaysWaiting;
    private Counts from = Counts.NONE;
    private OptionalDouble noticed = OptionalDouble.empty();
    private OptionalDouble done = OptionalDouble.empty();

    /** @param rate points a second that are handed over meanwhile */
    CatchUp(double rate) {
        this.alwaysWaiting = ALWAYS_WAITING_SECONDS * rate;
    }

    void begin(Counts now) {
        from = now;
    }

    /** True once it has caught up. */
    boolean look(Counts now) {
        Counts since = now.minus(from);
        if (noticed.isEmpty() && since.uploaded() > 0) {
            noticed = OptionalDouble.of(since.seconds());
        }
        if (done.isEmpty() && noticed.isPresent() && now.waiting() <= alwaysWaiting) {
            done = OptionalDouble.of(since.seconds());
        }
        return done.isPresent();
    }

    /** Without those of what did not come to pass. */
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading("points that waited when it was there again", "", from.waiting()));
        noticed.ifPresent(seconds -> readings.add(new Reading("until points were uploaded again", "s", seconds)));
        done.ifPresent(seconds -> readings.add(new Reading(
                String.format("until no more than %.0f s of points waited", ALWAYS_WAITING_SECONDS), "s", seconds)));
        return readings;
    }
}
