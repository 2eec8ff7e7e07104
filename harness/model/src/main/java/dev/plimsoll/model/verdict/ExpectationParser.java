package dev.plimsoll.model.verdict;

import dev.plimsoll.model.scenario.Quantities;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expectations: {@code <metric> <comparison> <bound>}. Everything wrong is found before a run starts. */
public final class ExpectationParser {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9.]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+)\\s*");

    private ExpectationParser() {}

    /** What came of parsing: an expectation, or what is wrong and what would be right. */
    public sealed interface Parsed {
        record Valid(Expectation expectation) implements Parsed {}

        record Wrong(String problem, String hint) implements Parsed {}
    }

    public static Parsed parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return new Parsed.Wrong(
                    "is not an expectation", "write <metric> <comparison> <bound>, as in signalling.lost == 0");
        }
        Optional<RunMetric> metric = RunMetric.byPath(matcher.group(1));
        if (metric.isEmpty()) {
            return new Parsed.Wrong("names no metric of a run", "did you mean " + closestTo(matcher.group(1)) + "?");
        }
        Optional<Double> bound = bound(matcher.group(3), metric.get().unit());
        if (bound.isEmpty()) {
            return new Parsed.Wrong(
                    "has a bound that is not " + describe(metric.get().unit()), example(metric.get()));
        }
        return new Parsed.Valid(new Expectation(text.strip(), metric.get(), comparison(matcher.group(2)), bound.get()));
    }

    private static Optional<Double> bound(String text, RunMetric.Unit unit) {
        return switch (unit) {
            case COUNT -> number(text);
            case MILLISECONDS -> Quantities.duration(text).map(ExpectationParser::millis);
        };
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static Optional<Double> number(String text) {
        return text.matches("-?\\d{1,15}(\\.\\d{1,6})?") ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    private static Expectation.Comparison comparison(String symbol) {
        return Arrays.stream(Expectation.Comparison.values())
                .filter(comparison -> comparison.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static String describe(RunMetric.Unit unit) {
        return unit == RunMetric.Unit.COUNT ? "a number" : "a duration";
    }

    private static String example(RunMetric metric) {
        return "write " + metric.path() + (metric.unit() == RunMetric.Unit.COUNT ? " == 0" : " < 250ms");
    }

    private static String closestTo(String path) {
        return RunMetric.all()
                .map(RunMetric::path)
                .min(Comparator.comparingInt(known -> EditDistance.between(known, path)))
                .orElseThrow();
    }
}
