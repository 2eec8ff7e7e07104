package dev.plimsoll.bench.signalling;

import java.util.List;

/**
 * A straight line through samples, by least squares.
 *
 * @param perMinute its slope
 * @param error the slope's standard error: a slope within twice that is noise
 */
record Slope(double perMinute, double error) {

    /** One value at one time. */
    record Sample(double minutes, double value) {}

    /** @throws IllegalArgumentException for fewer than three samples */
    static Slope of(List<Sample> samples) {
        int n = samples.size();
        if (n < 3) {
            throw new IllegalArgumentException("a slope with its error takes three samples, here are " + n);
        }
        double meanX = samples.stream().mapToDouble(Sample::minutes).average().orElseThrow();
        double meanY = samples.stream().mapToDouble(Sample::value).average().orElseThrow();
        double xx = samples.stream()
                .mapToDouble(s -> Math.pow(s.minutes - meanX, 2))
                .sum();
        double xy = samples.stream()
                .mapToDouble(s -> (s.minutes - meanX) * (s.value - meanY))
                .sum();
        double slope = xy / xx;
        double residuals = samples.stream()
                .mapToDouble(s -> Math.pow(s.value - meanY - slope * (s.minutes - meanX), 2))
                .sum();
        return new Slope(slope, Math.sqrt(residuals / (n - 2) / xx));
    }
}
