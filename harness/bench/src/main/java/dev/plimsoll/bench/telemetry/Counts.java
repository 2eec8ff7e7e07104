package dev.plimsoll.bench.telemetry;

import dev.plimsoll.model.result.TelemetryResult;

/**
 * What was counted up to a moment, or between two.
 *
 * @param seconds since any moment
 * @param points handed over, whatever became of them
 * @param spooled written to the disk, in whole blocks
 * @param lost dropped and counted
 * @param cpu seconds that the process has used
 * @param machine seconds that the whole machine has been busy
 */
record Counts(double seconds, long points, long spooled, long uploaded, long lost, double cpu, double machine) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    static Counts of(double seconds, TelemetryResult points, double cpu, double machine) {
        return new Counts(seconds, points.points(), points.spooled(), points.uploaded(), points.lost(), cpu, machine);
    }

    Counts plus(Counts other) {
        return new Counts(
                seconds + other.seconds,
                points + other.points,
                spooled + other.spooled,
                uploaded + other.uploaded,
                lost + other.lost,
                cpu + other.cpu,
                machine + other.machine);
    }

    Counts minus(Counts earlier) {
        return new Counts(
                seconds - earlier.seconds,
                points - earlier.points,
                spooled - earlier.spooled,
                uploaded - earlier.uploaded,
                lost - earlier.lost,
                cpu - earlier.cpu,
                machine - earlier.machine);
    }

    long accepted() {
        return points - lost;
    }

    /** Points that were accepted and are not at the server. */
    long waiting() {
        return accepted() - uploaded;
    }
}
