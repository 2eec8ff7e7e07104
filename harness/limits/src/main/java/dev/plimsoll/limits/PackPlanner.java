package dev.plimsoll.limits;

import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.probe.turn.TurnTransports;
import dev.plimsoll.limits.turn.TurnTarget;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what probing a pack will take. Pure. */
public record PackPlanner(Probes probes) {

    public PackPlan plan(LimitPack pack, TargetFacts target) {
        List<PackPlan.Entry> entries =
                pack.limits().stream().map(limit -> entry(limit, target)).toList();
        return new PackPlan(pack.id(), entries);
    }

    private PackPlan.Entry entry(Limit limit, TargetFacts target) {
        Optional<String> obstacle = obstacle(limit, target);
        return obstacle.isPresent()
                ? new PackPlan.Entry(limit, Cost.NONE, obstacle.get(), List.of())
                : new PackPlan.Entry(
                        limit,
                        cost(limit, target),
                        "",
                        target.disposable()
                                ? List.of()
                                : probes.of(limit.probe()).remarks(limit));
    }

    /** What probing a limit takes at most. */
    Cost cost(Limit limit, TargetFacts target) {
        Probe probe = probes.of(limit.probe());
        Cost cost = LimitSearch.of(limit)
                .map(search -> search.cost(probe, target))
                .orElseGet(() -> probe.cost(limit, target));
        if (target.disposable()) {
            return cost.withUsd(BigDecimal.ZERO);
        }
        return asksForQuota(cost, target) ? cost.withRestCalls(1) : cost;
    }

    /** Whether it is asked before what the plan has left. */
    static boolean asksForQuota(Cost cost, TargetFacts target) {
        return cost.messages() > 0 && !target.disposable() && target.rest().isPresent();
    }

    /** Why a limit cannot be probed at a target, in a sentence. */
    Optional<String> obstacle(Limit limit, TargetFacts target) {
        Probe probe = probes.of(limit.probe());
        String missing = probe.needs(limit).stream()
                .filter(fact -> !target.known().contains(fact))
                .sorted()
                .map(Fact::missing)
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            return Optional.of("the target has " + missing);
        }
        if (TurnTransports.isSaid(limit)
                && TurnTarget.among(target.turn().orElseThrow().urls(), TurnTransports.of(limit))
                        .isEmpty()) {
            return Optional.of(
                    "the target has no TURN URL for " + TurnTransports.of(limit).label());
        }
        return probe.exhausts(limit) && !target.disposable()
                ? Optional.of("it would use up what others share; only a sandbox is probed so")
                : Optional.empty();
    }
}
