package dev.plimsoll.model.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write durations, rates, shares and sizes in a scenario. Each parser answers empty to anything else. */
public final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([a-zA-Z%/]*)");
    private static final Map<String, Long> DURATION_NANOS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final Map<String, Double> PER_SECOND = Map.of("/s", 1.0, "/m", 1 / 60.0, "/min", 1 / 60.0);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "B", 1L, "kB", 1_000L, "KB", 1_000L, "KiB", 1_024L, "MB", 1_000_000L, "MiB", 1_048_576L);

    private static final Map<String, Long> BITS_PER_SECOND =
            Map.of("bit/s", 1L, "kbit/s", 1_000L, "Mbit/s", 1_000_000L, "Gbit/s", 1_000_000_000L);

    private Quantities() {}

    /** {@code 500ms}, {@code 15s}, {@code 2m}, {@code 1h}. */
    public static Optional<Duration> duration(String text) {
        return scaled(text, DURATION_NANOS)
                .filter(nanos -> nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(nanos -> Duration.ofNanos(nanos.longValue()));
    }

    /** {@code 2/s}, {@code 30/m}: events a second. */
    public static Optional<Double> rate(String text) {
        return match(text)
                .filter(m -> PER_SECOND.containsKey(m.group(2)))
                .map(m -> Double.parseDouble(m.group(1)) * PER_SECOND.get(m.group(2)));
    }

    /** {@code 10%} or {@code 0.1}: a share from 0 to 1. */
    public static Optional<Double> share(String text) {
        return match(text)
                .filter(m -> m.group(2).equals("%") || m.group(2).isEmpty())
                .map(m -> Double.parseDouble(m.group(1)) / (m.group(2).equals("%") ? 100 : 1))
                .filter(share -> share <= 1);
    }

    /** {@code 200B}, {@code 4KiB}: bytes. */
    public static Optional<Integer> size(String text) {
        return scaled(text, BYTES)
                .filter(bytes -> bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
                .map(BigDecimal::intValue);
    }

    /** {@code 64kbit/s}, {@code 2Mbit/s}: bits a second. */
    public static Optional<Long> bitrate(String text) {
        return scaled(text, BITS_PER_SECOND).map(BigDecimal::longValue);
    }

    private static Optional<BigDecimal> scaled(String text, Map<String, Long> units) {
        return match(text)
                .filter(m -> units.containsKey(m.group(2)))
                .map(m -> new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(units.get(m.group(2)))));
    }

    private static Optional<Matcher> match(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
