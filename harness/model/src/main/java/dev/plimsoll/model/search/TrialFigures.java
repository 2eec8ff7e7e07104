package dev.plimsoll.model.search;

import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;

/**
 * The figures of a trial that make the curve; everything else is in the run's own report.
 *
 * @param failed connects that timed out or broke: {@code attempted = accepted + rejected + failed}
 * @param expectedDeliveries of which {@code lost} did not come
 * @param connectMsP99 null if nothing was measured, as the other latencies
 * @param cpuIdleMin the machine's idle share in its busiest second, percent; null where it could not be read
 */
public record TrialFigures(
        long attempted,
        long accepted,
        long rejected,
        long failed,
        long published,
        long expectedDeliveries,
        long lost,
        long duplicates,
        Double connectMsP99,
        Double ackMsP99,
        Double deliveryMsP99,
        Double cpuIdleMin) {

    /** @param result of a run with a signalling load */
    public static TrialFigures of(RunResult result) {
        SignallingResult s = result.signalling();
        return new TrialFigures(
                s.attempted(),
                s.accepted(),
                s.rejectedTotal(),
                s.timedOut() + s.broken(),
                s.published(),
                s.expectedDeliveries(),
                s.lost(),
                s.duplicates(),
                s.connectMs().p99(),
                s.ackMs().p99(),
                s.deliveryMs().p99(),
                result.generator().cpuIdleMin());
    }
}
