package dev.plimsoll.model.result;

import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;

/**
 * Everything that a run came to; {@code result.json} is this record, and every other report is drawn from it.
 *
 * @param startedAt ISO-8601 instant
 * @param notes what a reader must know of the run: interrupted, a child that died, a disk that was full
 * @param limits one for each limit of the packs that were probed; their checks are among the verdicts
 * @param agents null if the scenario has none; likewise {@code signalling} and {@code sandbox}
 */
public record RunResult(
        String runId,
        String scenario,
        String description,
        Verdict verdict,
        int exitCode,
        String startedAt,
        long durationMs,
        List<String> notes,
        List<Check> verdicts,
        List<LimitResult> limits,
        SignallingResult signalling,
        AgentsResult agents,
        TelemetryResult telemetry,
        GeneratorResult generator,
        SandboxCount sandbox,
        Series series,
        Environment environment) {
    public RunResult {
        notes = List.copyOf(notes);
        verdicts = List.copyOf(verdicts);
        limits = List.copyOf(limits);
    }
}
