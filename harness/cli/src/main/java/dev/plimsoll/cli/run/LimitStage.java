package dev.plimsoll.cli.run;

import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.cli.limits.SpecLimit;
import dev.plimsoll.limits.PackRunner;
import dev.plimsoll.limits.stage.Pause;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.limits.target.QuotaGauge;
import dev.plimsoll.limits.target.TargetFacts;
import dev.plimsoll.limits.target.UsageGauge;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The limits of a scenario: those that stand in it, then those of its packs. For the run's thread. */
final class LimitStage {
    private final Scenario scenario;
    private final Readiness readiness;
    private final Progress progress;
    private final PackRunner runner;
    private final List<Check> checks = new ArrayList<>();
    private final List<LimitResult> results = new ArrayList<>();

    LimitStage(
            Scenario scenario,
            TargetFacts target,
            SignallingMeter meter,
            Pause pause,
            Readiness readiness,
            Progress progress) {
        this.scenario = scenario;
        this.readiness = readiness;
        this.progress = progress;
        QuotaGauge quota = target.rest().<QuotaGauge>map(UsageGauge::new).orElse(QuotaGauge.unknown());
        this.runner = new PackRunner(
                Packs.PROBES,
                new Surroundings(target, quota, meter, InstantSource.system(), System::nanoTime, pause),
                this::begins);
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
        progress.stage("probe", limit.id() + ": probing " + limit.documentedText());
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
    }

    private void probe(LimitSpec spec) throws InterruptedException {
        Optional<Obstacle> obstacle = readiness.await(spec.id());
        if (obstacle.isPresent()) {
            checks.add(SpecLimit.notProbed(
                    spec, obstacle.get().verdict(), obstacle.get().reason()));
            ended(spec.id(), obstacle.get().verdict());
            return;
        }
        LimitVerdict found = runner.run(SpecLimit.of(spec));
        checks.addAll(SpecLimit.checks(spec, found));
        ended(spec.id(), found.verdict());
    }

    private void probe(LimitPack pack, Limit limit) throws InterruptedException {
        Optional<Obstacle> obstacle = readiness.await(limit.id());
        LimitVerdict found = obstacle.isPresent()
                ? LimitVerdict.without(
                        limit, obstacle.get().verdict(), obstacle.get().reason(), List.of())
                : runner.run(limit);
        LimitResult result = LimitResult.of(pack.id(), found);
        results.add(result);
        checks.add(result.check());
        ended(limit.id(), found.verdict());
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
