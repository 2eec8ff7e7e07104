package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.scenario.Quantities;
import java.time.Duration;
import java.util.List;

/**
 * What steps take, at most.
 *
 * @param calls those that remove again what was made included
 * @param waits that the steps say, on top of what calls take
 */
record StepCost(long calls, Duration waits) {
    private static final StepCost NONE = new StepCost(0, Duration.ZERO);

    static StepCost of(Limit limit, List<HttpStep> steps) {
        Blanks known = new Blanks();
        known.save("run", TextNode.valueOf("run"));
        known.save(
                Limit.VALUE,
                LongNode.valueOf(limit.documented().map(Quantity::value).orElse(1L)));
        return all(steps, known);
    }

    private static StepCost all(List<HttpStep> steps, Blanks known) {
        return steps.stream().map(step -> of(step, known)).reduce(NONE, StepCost::plus);
    }

    private static StepCost of(HttpStep step, Blanks known) {
        if (step.has("wait")) {
            return new StepCost(0, duration(step, "wait", known));
        }
        StepCost once = step.has("do")
                ? all(step.inner(), known)
                : new StepCost(step.undo().isPresent() ? 2 : 1, Duration.ZERO);
        Duration eventually = duration(step, "eventually", known);
        long looks = 1 + eventually.dividedBy(Journey.LOOK);
        return once.times(times(step, known) * looks).plus(new StepCost(0, eventually));
    }

    /** What was saved on the way is not known yet, and is no number of times in any pack so far. */
    private static long times(HttpStep step, Blanks known) {
        try {
            return step.has("times")
                    ? Math.max(0, known.fill(step.field("times")).asLong())
                    : 1;
        } catch (Blanks.Unknown saved) {
            return 1;
        }
    }

    private static Duration duration(HttpStep step, String field, Blanks known) {
        try {
            return Quantities.duration(known.text(step.text(field, "0s"), filled -> filled))
                    .orElse(Duration.ZERO);
        } catch (Blanks.Unknown saved) {
            return Duration.ZERO;
        }
    }

    private StepCost times(long count) {
        return new StepCost(calls * count, waits.multipliedBy(count));
    }

    private StepCost plus(StepCost next) {
        return new StepCost(calls + next.calls, waits.plus(next.waits));
    }
}
