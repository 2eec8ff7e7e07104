package dev.plimsoll.cli.limits;

import dev.plimsoll.limits.PackPlanner;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.PackPlan;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Scenario;
import java.time.InstantSource;
import java.util.List;

/** What a scenario will do, the probes of its packs included. */
public final class Plans {
    private Plans() {}

    public static RunPlan plan(Scenario scenario) {
        Cost probes = packs(scenario).stream().map(PackPlan::total).reduce(Cost.NONE, Cost::then);
        return Planner.plan(scenario, Segment.WHOLE).with(probes);
    }

    public static List<PackPlan> packs(Scenario scenario) {
        TargetFacts facts = Facts.expected(scenario.target(), InstantSource.system());
        PackPlanner planner = new PackPlanner(Packs.PROBES);
        return scenario.packs().stream().map(pack -> planner.plan(pack, facts)).toList();
    }
}
