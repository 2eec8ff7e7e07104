package dev.plimsoll.model.result;

/**
 * A distribution in milliseconds.
 *
 * @param count how many values; the others are null where it is 0
 */
public record Percentiles(long count, Double p50, Double p95, Double p99, Double max) {
    public static final Percentiles NONE = new Percentiles(0, null, null, null, null);
}
