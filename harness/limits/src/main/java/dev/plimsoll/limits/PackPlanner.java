package dev.plimsoll.limits;

import dev.plimsoll.limits.target.Fact;
import dev.plimsoll.limits.target.TargetFacts;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
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
        return new PackPlan.Entry(
                limit,
                obstacle.isPresent() ? Cost.NONE : probes.of(limit.probe()).cost(limit, target),
                obstacle.orElse(""));
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
        return probe.exhausts(limit) && !target.disposable()
                ? Optional.of("it would use up what others share; only a sandbox is probed so")
                : Optional.empty();
    }
}
