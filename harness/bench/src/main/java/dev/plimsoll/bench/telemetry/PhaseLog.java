package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.util.ArrayList;
import java.util.List;

/** What was seen in one phase, slice by slice. For one thread. */
final class PhaseLog {
    /** A shorter slice, as at a phase's end, has too few turns for a percentile of its own. */
    private static final double SHORTEST_SECONDS = 0.5;

    private final Slice all = Slice.empty();
    private final List<Double> lagP99Millis = new ArrayList<>();
    private Counts counts = Counts.NONE;

    void add(Slice slice, Counts during) {
        all.add(slice);
        counts = counts.plus(during);
        if (during.seconds() >= SHORTEST_SECONDS) {
            lagP99Millis.add(slice.lagMillis(99));
        }
    }

    /** The 99th percentile of the producers' lag in each slice. */
    List<Double> lagP99Millis() {
        return List.copyOf(lagP99Millis);
    }

    List<Reading> readings(Phase phase) {
        List<Reading> readings = new ArrayList<>();
        readings.add(reading(phase, "took", "s", counts.seconds()));
        readings.add(reading(phase, "points accepted", "", (double) counts.accepted()));
        readings.add(reading(phase, "points dropped", "", (double) counts.lost()));
        readings.add(reading(phase, "points written to the disk", "", (double) counts.spooled()));
        readings.add(reading(phase, "points uploaded", "", (double) counts.uploaded()));
        readings.add(reading(phase, "making and handing over, p99.9", "µs", all.tookMicros(99.9)));
        readings.add(reading(phase, "schedule lag, p50", "ms", all.lagMillis(50)));
        readings.add(reading(phase, "schedule lag, p99", "ms", all.lagMillis(99)));
        readings.add(reading(phase, "schedule lag, p99.9", "ms", all.lagMillis(99.9)));
        readings.add(reading(phase, "schedule lag, longest", "ms", all.lagMillis(100)));
        readings.add(reading(phase, "CPU of the process", "cores", counts.cpu() / counts.seconds()));
        double others = Math.max(0, counts.machine() - counts.cpu()) / counts.seconds();
        readings.add(reading(phase, "everything else's CPU, influxd's with it", "cores", others));
        return readings;
    }

    private static Reading reading(Phase phase, String name, String unit, double value) {
        return new Reading(phase.label() + ": " + name, unit, value);
    }
}
