package dev.plimsoll.model.result;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.List;

/**
 * A time in which paths between agents and TURN servers were not clear.
 *
 * @param name as the scenario names it
 * @param transports whose paths these were
 * @param atSeconds when, from the run's start
 * @param lastedSeconds until another step replaced it, or the run was over
 */
public record ImpairmentResult(String name, List<String> transports, double atSeconds, double lastedSeconds) {
    public ImpairmentResult {
        transports = List.copyOf(transports);
    }

    /**
     * What came of a plan; a run that ended early did not see all of it.
     *
     * @param began when the plan's clock did, from the run's start
     * @param over when the run was, from its start
     */
    public static List<ImpairmentResult> of(ImpairmentPlan plan, Duration began, Duration over) {
        return plan.stretches().stream()
                .filter(stretch -> began.plus(stretch.from()).compareTo(over) < 0)
                .map(stretch -> of(stretch, began, over))
                .toList();
    }

    private static ImpairmentResult of(ImpairmentPlan.Stretch stretch, Duration began, Duration over) {
        Duration from = began.plus(stretch.from());
        Duration until = stretch.until()
                .map(began::plus)
                .filter(end -> end.compareTo(over) < 0)
                .orElse(over);
        return new ImpairmentResult(
                stretch.name(), TurnTransport.labels(stretch.transports()), seconds(from), seconds(until.minus(from)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
