package dev.plimsoll.cli.run;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.Environment;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.result.Series;
import dev.plimsoll.model.result.StormResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a run's evidence together into its result. */
record Findings(Scenario scenario, RunPlan plan, String runId, boolean interrupted) {

    /**
     * What a run left behind.
     *
     * @param limits what the probes found
     * @param limitResults what they found of the limits of packs, in full
     * @param validity troubles that take away evidence
     * @param notes for the reader
     */
    record Evidence(
            Instant started,
            Duration duration,
            Instruments instruments,
            Optional<AgentStage> agents,
            List<StormResult> storms,
            Optional<SandboxCount> sandbox,
            List<Check> limits,
            List<LimitResult> limitResults,
            List<Check> validity,
            List<String> notes) {}

    RunResult result(Evidence evidence) {
        RunResult unjudged = result(evidence, List.of());
        return result(evidence, Evaluation.checks(scenario, unjudged, evidence.limits(), evidence.validity()));
    }

    private RunResult result(Evidence evidence, List<Check> checks) {
        Instruments instruments = evidence.instruments();
        var latencies = instruments.ticker().latencies();
        Verdict verdict = Verdict.overall(checks.stream().map(Check::verdict).toList());
        ExitCode exitCode = interrupted ? ExitCode.INTERRUPTED : Evaluation.exitCode(verdict);
        return new RunResult(
                runId,
                scenario.name(),
                scenario.description(),
                verdict,
                exitCode.code(),
                evidence.started().toString(),
                evidence.duration().toMillis(),
                evidence.notes(),
                checks,
                evidence.limitResults(),
                Numbers.signalling(plan, instruments.meter(), latencies, evidence.storms()),
                evidence.agents().map(agents -> agents(agents, evidence)).orElse(null),
                instruments.points().result(),
                instruments.generator(
                        latencies.lag().p99(),
                        evidence.agents().map(AgentStage::mediaLostPercent).orElse(OptionalDouble.empty())),
                evidence.sandbox().orElse(null),
                series(evidence),
                environment());
    }

    private static AgentsResult agents(AgentStage agents, Evidence evidence) {
        RunMarks marks = evidence.instruments().marks();
        return agents.result().withImpairments(marks.impairments(evidence.started(), evidence.duration()));
    }

    private static Series series(Evidence evidence) {
        var ticker = evidence.instruments().ticker();
        int seconds = ticker.openSeries().size();
        return new Series(
                ticker.openSeries(),
                ticker.publishedSeries(),
                ticker.deliveredSeries(),
                evidence.agents().map(agents -> agents.rttSeries(seconds)).orElse(Map.of()));
    }

    private Environment environment() {
        String target =
                scenario.target() instanceof Target.Remote remote ? remote.url().toString() : "sandbox";
        return new Environment(
                Optional.ofNullable(Findings.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                target);
    }
}
