package dev.plimsoll.cli.run;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run's numbers come to: pure, and done once, on the numbers of every segment together. */
final class Evaluation {
    private static final String OWN = "Plimsoll, docs/verdicts.md";

    private Evaluation() {}

    /**
     * Every check of a run.
     *
     * @param limits what the probes found
     * @param evidence troubles of the generator that take away the run's evidence, by check id
     */
    static List<Check> checks(Scenario scenario, RunResult result, List<Check> limits, List<Check> evidence) {
        List<Check> checks = new ArrayList<>(limits);
        scenario.expectations().forEach(expectation -> checks.add(expectation.judge(result)));
        checks.addAll(stages(scenario, result));
        if (result.signalling() != null) {
            checks.add(addsUp(result.signalling()));
            if (result.sandbox() != null) {
                checks.add(agrees(result.signalling(), result.sandbox()));
            }
        }
        checks.addAll(generator(scenario.generator(), result.generator()));
        checks.add(pointsKept(result));
        checks.addAll(evidence);
        return checks;
    }

    /** The exit code of a run that was not interrupted. */
    static ExitCode exitCode(Verdict verdict) {
        return switch (verdict) {
            case PASS, SKIPPED -> ExitCode.PASSED;
            case FAIL -> ExitCode.FAILED;
            case INVALID -> ExitCode.INVALID;
        };
    }

    /** What every scenario expects without saying so. */
    private static List<Check> stages(Scenario scenario, RunResult result) {
        List<Check> checks = new ArrayList<>();
        if (scenario.signalling().isPresent()) {
            ConnectCounts load = result.signalling().sources().getOrDefault("load", ConnectCounts.NONE);
            checks.add(Check.of(
                    "load.accepted",
                    "Every connection of the load is accepted",
                    load.attempted() > 0 && load.accepted() == load.attempted(),
                    load.attempted() + " accepted",
                    load.accepted() + " accepted, " + load.rejectedTotal() + " rejected, " + load.timedOut()
                            + " timed out, " + load.broken() + " broken",
                    OWN));
        }
        if (result.agents() != null) {
            checks.add(Check.of(
                    "agents.relayed",
                    "Every call is relayed over the transport that it was asked to use",
                    result.agents().relayed() > 0
                            && result.agents().relayed() + result.agents().struck()
                                    == result.agents().pairs(),
                    result.agents().pairs() + " pairs",
                    relayed(result.agents()),
                    OWN));
            result.agents().faults().forEach(fault -> checks.add(fault.check()));
        }
        return checks;
    }

    private static String relayed(AgentsResult agents) {
        return agents.relayed() + " pairs"
                + (agents.struck() == 0 ? "" : "; " + agents.struck() + " not set up because of a fault");
    }

    private static Check addsUp(SignallingResult s) {
        long rejected = s.rejectedTotal();
        boolean sums = s.attempted() == s.accepted() + rejected + s.timedOut() + s.broken()
                && s.expectedDeliveries() == s.delivered() + s.lost();
        return validity(
                "ledger.adds-up",
                "Every connect and every delivery is accounted for",
                sums,
                "attempted = accepted + rejected + timed out + broken; expected = delivered + lost",
                s.attempted() + " = " + s.accepted() + " + " + rejected + " + " + s.timedOut() + " + " + s.broken()
                        + "; " + s.expectedDeliveries() + " = " + s.delivered() + " + " + s.lost());
    }

    /** Deliveries may be under way when a subscriber leaves, so the sandbox may have written a few more. */
    private static Check agrees(SignallingResult s, SandboxCount sandbox) {
        long received = s.delivered() + s.atBoundary();
        return validity(
                "ledger.sandbox-agrees",
                "The sandbox counted the same",
                sandbox.accepted() == s.accepted() && sandbox.deliveries() >= received,
                s.accepted() + " accepted, " + received + " or more deliveries written",
                sandbox.accepted() + " accepted, " + sandbox.deliveries() + " deliveries written");
    }

    private static List<Check> generator(GeneratorBounds bounds, GeneratorResult generator) {
        List<Check> checks = new ArrayList<>();
        if (generator.scheduleLagP99Ms() != null) {
            double bound = bounds.scheduleLagP99().toNanos() / 1e6;
            checks.add(validity(
                    "generator.schedule-lag",
                    "The generator kept its schedule",
                    generator.scheduleLagP99Ms() <= bound,
                    "publishes leave at most " + millis(bound) + " late (99th percentile)",
                    millis(generator.scheduleLagP99Ms())));
        }
        double bound = bounds.gcPause().toNanos() / 1e6;
        checks.add(validity(
                "generator.gc-pause",
                "The generator was not stopped by its own memory management",
                generator.gcPauseMaxMs() <= bound,
                "no pause above " + millis(bound),
                millis(generator.gcPauseMaxMs())));
        if (generator.mediaLostPercent() != null) {
            checks.add(validity(
                    "generator.media",
                    "Agents sent their sound and their pictures",
                    generator.mediaLostPercent() <= 100 * bounds.mediaLost(),
                    "at most " + percent(100 * bounds.mediaLost()) + " of either lost before it was sent",
                    percent(generator.mediaLostPercent())));
        }
        return checks;
    }

    private static Check pointsKept(RunResult result) {
        return validity(
                "telemetry.complete",
                "No measured point was lost",
                result.telemetry().lost() == 0,
                "0 lost",
                result.telemetry().lost() + " lost of " + result.telemetry().points());
    }

    /** A check whose failure says nothing of the target, only that the run cannot be used. */
    static Check validity(String id, String title, boolean holds, String expected, String observed) {
        return new Check(id, title, holds ? Verdict.PASS : Verdict.INVALID, expected, observed, OWN);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }
}
