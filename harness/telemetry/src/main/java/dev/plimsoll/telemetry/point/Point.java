package dev.plimsoll.telemetry.point;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One sample: fields of one measurement at one time. It holds its values in the catalogue's order and no maps: a load
 * thread makes one in a fraction of a microsecond.
 */
public final class Point {
    private final Measurement measurement;
    /** Null where there is no value. */
    private final String[] tags;

    /** NaN where nothing was measured. */
    private final double[] fields;

    private final long epochNanos;

    /**
     * @param epochNanos nanoseconds since 1970-01-01 UTC
     * @throws IllegalArgumentException if a tag or field is not in the catalogue, or there is no field
     */
    public Point(Measurement measurement, Map<String, String> tags, Map<String, Double> fields, long epochNanos) {
        this(filled(new Builder(measurement, epochNanos), tags, fields));
    }

    private Point(Builder values) {
        if (!values.hasFields) {
            throw new IllegalArgumentException(values.measurement + " without a field");
        }
        this.measurement = values.measurement;
        this.tags = values.tags.clone();
        this.fields = values.fields.clone();
        this.epochNanos = values.epochNanos;
    }

    private static Builder filled(Builder builder, Map<String, String> tags, Map<String, Double> fields) {
        tags.forEach(builder::tag);
        fields.forEach(builder::field);
        return builder;
    }

    /** A moment as points have their time. */
    public static long nanosOf(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
    }

    public static Builder of(Measurement measurement, long epochNanos) {
        return new Builder(measurement, epochNanos);
    }

    public Measurement measurement() {
        return measurement;
    }

    public long epochNanos() {
        return epochNanos;
    }

    /** By name; tags without a value are left out. */
    public Map<String, String> tags() {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] != null) {
                byName.put(measurement.tags().get(i), tags[i]);
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    /** By name; what was not measured is left out. */
    public Map<String, Double> fields() {
        Map<String, Double> byName = new TreeMap<>();
        for (int i = 0; i < fields.length; i++) {
            if (!Double.isNaN(fields[i])) {
                byName.put(measurement.fields().get(i).name(), fields[i]);
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    /**
     * The value of a tag, or null.
     *
     * @param index its place in {@link Measurement#tags()}
     */
    public String tag(int index) {
        return tags[index];
    }

    /**
     * The value of a field, or NaN.
     *
     * @param index its place in {@link Measurement#fields()}
     */
    public double field(int index) {
        return fields[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point
                && measurement == point.measurement
                && epochNanos == point.epochNanos
                && Arrays.equals(tags, point.tags)
                && Arrays.equals(fields, point.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(measurement, epochNanos, Arrays.hashCode(tags), Arrays.hashCode(fields));
    }

    @Override
    public String toString() {
        return measurement.wire() + tags() + fields() + "@" + epochNanos;
    }

    /** Collects tags and fields; values that were not measured are left out. */
    public static final class Builder {
        private final Measurement measurement;
        private final long epochNanos;
        private final String[] tags;
        private final double[] fields;
        private boolean hasFields;

        private Builder(Measurement measurement, long epochNanos) {
            this.measurement = Objects.requireNonNull(measurement, "measurement");
            this.epochNanos = epochNanos;
            this.tags = new String[measurement.tags().size()];
            this.fields = new double[measurement.fields().size()];
            Arrays.fill(fields, Double.NaN);
        }

        /**
         * Adds a tag; an empty or null value is left out.
         *
         * @throws IllegalArgumentException if it is not in the catalogue
         */
        public Builder tag(String name, String value) {
            tags[known(measurement.tagIndex(name), name)] = value == null || value.isEmpty() ? null : value;
            return this;
        }

        /**
         * Adds a field, unless the value is null or not finite: such a value was not measured.
         *
         * @throws IllegalArgumentException if it is not in the catalogue
         */
        public Builder field(String name, Number value) {
            int index = known(measurement.fieldIndex(name), name);
            if (value != null && Double.isFinite(value.doubleValue())) {
                fields[index] = value.doubleValue();
                hasFields = true;
            }
            return this;
        }

        private int known(int index, String name) {
            if (index < 0) {
                throw new IllegalArgumentException(measurement + " has no " + name + " in the catalogue");
            }
            return index;
        }

        public boolean hasFields() {
            return hasFields;
        }

        /** @throws IllegalArgumentException if there is no field */
        public Point build() {
            return new Point(this);
        }
    }
}
