package dev.plimsoll.model.verdict;

import dev.plimsoll.model.result.RunResult;
import java.util.Objects;

/**
 * What a user demands of a run: a metric, a comparison and a bound, as in {@code signalling.deliveryMs.p99 < 250ms}.
 *
 * @param text as it was written
 * @param bound in the metric's own unit
 */
public record Expectation(String text, RunMetric metric, Comparison comparison, double bound) {
    public Expectation {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(comparison, "comparison");
    }

    /** Judges a run. A metric that was never measured fails: an expectation must not pass for want of numbers. */
    public Check judge(RunResult result) {
        Double value = metric.read(result);
        String id = "expect." + metric.path();
        if (value == null) {
            return new Check(id, text, Verdict.FAIL, text, "nothing was measured", "scenario");
        }
        String observed = metric.unit().format(value);
        return Check.of(id, text, comparison.holds(value, bound), text, observed, "scenario");
    }

    /** How a value relates to the bound. */
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        EQUAL("=="),
        DIFFERENT("!=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        boolean holds(double value, double bound) {
            int order = Double.compare(value, bound);
            return switch (this) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
            };
        }
    }
}
