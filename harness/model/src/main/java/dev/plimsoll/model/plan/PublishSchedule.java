package dev.plimsoll.model.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * When one publisher publishes, as offsets from the start of the load. The times are the intention: a publish that the
 * machine sends late is measured from here.
 *
 * @param interval from one time to the next
 * @param burst how many publishes share a time
 * @param count of all publishes
 */
public record PublishSchedule(Duration first, Duration interval, int burst, int count) {
    public static final PublishSchedule SILENT = new PublishSchedule(Duration.ZERO, Duration.ZERO, 1, 0);

    public PublishSchedule {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(interval, "interval");
    }

    /**
     * The intended time of publish {@code sequence}, counted from 0. To the millisecond: what several connections publish at the
     * same time takes an event loop one turn, and a turn of its own would cost each as much again.
     */
    public Duration at(int sequence) {
        // Asked for each publish, so not Duration.multipliedBy, which counts in decimals.
        return first.plusNanos(interval.toNanos() * (sequence / burst)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The part of this schedule from one time (inclusive) to another (exclusive). */
    PublishSchedule within(Duration from, Duration until) {
        if (count == 0 || until.compareTo(from) <= 0) {
            return SILENT;
        }
        long skipped = Math.max(0, ticksBefore(from));
        long ticks = Math.min(count / burst, ticksBefore(until)) - skipped;
        return ticks <= 0
                ? SILENT
                : new PublishSchedule(
                        first.plus(interval.multipliedBy(skipped)), interval, burst, Math.toIntExact(ticks * burst));
    }

    /** How many of the times lie before one. */
    private long ticksBefore(Duration time) {
        Duration nextMillisecond = time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        long ahead = nextMillisecond.minus(first).toNanos();
        return ahead <= 0 ? 0 : (ahead + interval.toNanos() - 1) / interval.toNanos();
    }
}
