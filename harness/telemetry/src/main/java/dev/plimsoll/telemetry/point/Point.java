package dev.plimsoll.telemetry.point;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One sample: fields of one measurement at one time.
 *
 * @param epochNanos nanoseconds since 1970-01-01 UTC
 */
public record Point(Measurement measurement, Map<String, String> tags, Map<String, Double> fields, long epochNanos) {
    /** @throws IllegalArgumentException if a tag or field is not in the catalogue, or there is no field */
    public Point {
        Objects.requireNonNull(measurement, "measurement");
        tags = new TreeMap<>(tags);
        fields = new TreeMap<>(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(measurement + " without a field");
        }
        for (String tag : tags.keySet()) {
            require(measurement.tags().contains(tag), measurement, tag);
        }
        for (String field : fields.keySet()) {
            require(measurement.field(field).isPresent(), measurement, field);
        }
    }

    private static void require(boolean known, Measurement measurement, String name) {
        if (!known) {
            throw new IllegalArgumentException(measurement + " has no " + name + " in the catalogue");
        }
    }

    public static Builder of(Measurement measurement, long epochNanos) {
        return new Builder(measurement, epochNanos);
    }

    /** Collects tags and fields; values that were not measured are left out. */
    public static final class Builder {
        private final Measurement measurement;
        private final long epochNanos;
        private final Map<String, String> tags = new TreeMap<>();
        private final Map<String, Double> fields = new TreeMap<>();

        private Builder(Measurement measurement, long epochNanos) {
            this.measurement = measurement;
            this.epochNanos = epochNanos;
        }

        public Builder tag(String name, String value) {
            tags.put(name, value);
            return this;
        }

        /** Adds a field, unless the value is null or not finite: such a value was not measured. */
        public Builder field(String name, Number value) {
            if (value != null && Double.isFinite(value.doubleValue())) {
                fields.put(name, value.doubleValue());
            }
            return this;
        }

        public boolean hasFields() {
            return !fields.isEmpty();
        }

        public Point build() {
            return new Point(measurement, tags, fields, epochNanos);
        }
    }
}
