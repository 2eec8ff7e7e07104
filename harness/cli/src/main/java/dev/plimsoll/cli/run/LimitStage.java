package dev.plimsoll.cli.run;

import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.cli.limits.SpecLimit;
import dev.plimsoll.limits.PackRunner;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.facts.UsageGauge;
import dev.plimsoll.limits.stage.Pause;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The limits of a scenario: those that stand in it, then those of its packs. For the run's thread. */
final class LimitStage {
    private final Scenario scenario;
    private final Readiness readiness;
    private final Progress progress;
    private final RunMarks marks;
    private final PackRunner runner;
    private final Consumer<Check> fallen;
    private final List<Check> checks = new ArrayList<>();
    private final List<LimitResult> results = new ArrayList<>();

    /** @param fallen is told every check when its limit is probed */
    LimitStage(
            Scenario scenario,
            TargetFacts target,
            SignallingMeter meter,
            Pause pause,
            Readiness readiness,
            Progress progress,
            RunMarks marks,
            Consumer<Check> fallen) {
        this.fallen = fallen;
        this.scenario = scenario;
        this.readiness = readiness;
        this.progress = progress;
        this.marks = marks;
        QuotaGauge quota = target.rest().<QuotaGauge>map(UsageGauge::new).orElse(QuotaGauge.unknown());
        this.runner = new PackRunner(
                Packs.PROBES,
                new Surroundings(
                        target, quota, meter, InstantSource.system(), System::nanoTime, pause, purse(scenario)),
                this::begins);
    }

    /** What the load and the calls leave of the budget. */
    private static Purse purse(Scenario scenario) {
        if (!(scenario.target() instanceof Target.Remote remote)) {
            return Purse.bottomless();
        }
        RunPlan others = Planner.plan(scenario, Segment.WHOLE);
        return Purse.of(remote.budget(), others.attempts(), others.messages());
    }

    /** Whether the load is as it should be while limits are probed. */
    @FunctionalInterface
    interface Readiness {
        /** Waits until it is; answers why it never will be, as verdict and reason, or nothing. */
        Optional<Obstacle> await(String limit) throws InterruptedException;
    }

    /** Why limits are not probed. */
    record Obstacle(Verdict verdict, String reason) {}

    private void begins(Limit limit) {
        marks.begins("probe " + limit.id());
        progress.stage("probe", limit.id() + ": probing " + limit.documentedText());
    }

    private LimitVerdict verdictOf(Limit limit) throws InterruptedException {
        try {
            return runner.run(limit);
        } finally {
            marks.ends("probe " + limit.id());
        }
    }

    void run() throws InterruptedException {
        for (LimitSpec spec : scenario.limits()) {
            probe(spec);
        }
        for (LimitPack pack : scenario.packs()) {
            for (Limit limit : pack.limits()) {
                probe(pack, limit);
            }
        }
        if (!results.isEmpty() && results.stream().allMatch(result -> result.verdict() == Verdict.SKIPPED)) {
            fell(new Check(
                    "limits.probed",
                    "Limits were probed",
                    Verdict.INVALID,
                    "at least one",
                    "all " + results.size() + " were skipped, so that nothing is known of the target",
                    "Plimsoll, docs/verdicts.md"));
        }
    }

    private void probe(LimitSpec spec) throws InterruptedException {
        Optional<Obstacle> obstacle = readiness.await(spec.id());
        if (obstacle.isPresent()) {
            fell(SpecLimit.notProbed(
                    spec, obstacle.get().verdict(), obstacle.get().reason()));
            ended(spec.id(), obstacle.get().verdict());
            return;
        }
        LimitVerdict found = verdictOf(SpecLimit.of(spec));
        SpecLimit.checks(spec, found).forEach(this::fell);
        ended(spec.id(), found.verdict());
    }

    private void probe(LimitPack pack, Limit limit) throws InterruptedException {
        Optional<Obstacle> obstacle = readiness.await(limit.id());
        LimitVerdict found = obstacle.isPresent()
                ? LimitVerdict.without(
                        limit, obstacle.get().verdict(), obstacle.get().reason(), List.of())
                : verdictOf(limit);
        LimitResult result = LimitResult.of(pack.id(), found);
        results.add(result);
        fell(result.check());
        ended(limit.id(), found.verdict());
    }

    private void fell(Check check) {
        checks.add(check);
        fallen.accept(check);
    }

    private void ended(String id, Verdict verdict) {
        progress.stage("probe", id + ": " + verdict);
    }

    /** A check for each part of a scenario's own limits, and one for each limit of a pack. */
    List<Check> checks() {
        return checks;
    }

    List<LimitResult> results() {
        return results;
    }
}
