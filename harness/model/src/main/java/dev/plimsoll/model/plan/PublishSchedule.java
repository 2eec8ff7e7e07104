package dev.plimsoll.model.plan;

import java.time.Duration;
import java.util.Objects;

/**
 * When one publisher publishes, as offsets from the start of the load. The times are the intention: a publish that the
 * machine sends late is measured from here.
 */
public record PublishSchedule(Duration first, Duration interval, int count) {
    public static final PublishSchedule SILENT = new PublishSchedule(Duration.ZERO, Duration.ZERO, 0);

    public PublishSchedule {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(interval, "interval");
    }

    /** The intended time of publish {@code sequence}, counted from 0. */
    public Duration at(int sequence) {
        return first.plus(interval.multipliedBy(sequence));
    }
}
