package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Whether threads were later for their turns while something was disturbed, second by second. The figure of a second of the
 * one kind is compared with that of every second of the other (the rank test of Mann and Whitney, with its correction for
 * ties), so that a few long pauses, which every machine has, do not decide.
 *
 * @param calm median of the calm seconds
 * @param disturbed median of the disturbed seconds
 * @param share of all pairs, those in which the disturbed second has more, ties by half: 0.5 where there is no difference
 * @param z how many standard deviations the share is above 0.5, were there no difference. Seconds that follow each other are
 *     taken to be independent; as they are not quite, it exaggerates
 */
record LagComparison(double calm, double disturbed, double share, double z) {
    /** Beyond, by chance, one in a hundred (one-sided). */
    static final double NOISE = 2.33;

    /** @throws IllegalArgumentException if there is no second of one kind */
    static LagComparison of(List<Double> calm, List<Double> disturbed) {
        if (calm.isEmpty() || disturbed.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compare: " + calm.size() + " calm seconds, "
                    + disturbed.size() + " disturbed ones");
        }
        double pairs = (double) calm.size() * disturbed.size();
        double above = disturbed.stream()
                .mapToDouble(later -> calm.stream()
                        .mapToDouble(one -> (1 + Math.signum(later - one)) / 2)
                        .sum())
                .sum();
        double deviation = Math.sqrt(variance(calm, disturbed));
        double z = deviation == 0 ? 0 : (above - pairs / 2) / deviation;
        return new LagComparison(median(calm), median(disturbed), above / pairs, z);
    }

    /** No more than the calm seconds differ among themselves. */
    boolean withinNoise() {
        return z < NOISE;
    }

    /** @param what the figure that was compared */
    List<Reading> readings(String what) {
        return List.of(
                new Reading(what + ", median of calm seconds", "ms", calm),
                new Reading(what + ", median of disturbed seconds", "ms", disturbed),
                new Reading(what + ", disturbed to calm", "x", disturbed / calm),
                new Reading("pairs of seconds in which the disturbed one lags more", "%", 100 * share),
                new Reading("z of that; noise stays below " + NOISE, "", z));
    }

    /** Of the number of pairs. */
    private static double variance(List<Double> calm, List<Double> disturbed) {
        double all = calm.size() + disturbed.size();
        Map<Double, Integer> ties = new HashMap<>();
        Stream.concat(calm.stream(), disturbed.stream()).forEach(value -> ties.merge(value, 1, Integer::sum));
        double tied = ties.values().stream()
                .mapToDouble(count -> Math.pow(count, 3) - count)
                .sum();
        double pairs = (double) calm.size() * disturbed.size();
        return pairs / 12 * (all + 1 - tied / (all * (all - 1)));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return DoubleStream.of(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElseThrow();
    }
}
