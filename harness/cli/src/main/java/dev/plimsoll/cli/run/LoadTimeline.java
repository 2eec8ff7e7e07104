package dev.plimsoll.cli.run;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The moments of a load, and of the paths of its calls, that are known beforehand, in their order. Pure. */
final class LoadTimeline {

    /** @param at from the start of the load */
    record Moment(Duration at, RunMarks.Kind kind, String what, boolean begins) {}

    private LoadTimeline() {}

    static List<Moment> of(SignallingLoad load, LoadPlan plan) {
        List<Moment> moments = new ArrayList<>(profile(load.profile(), plan.completeAt()));
        moments.add(stage(plan.completeAt(), "hold", true));
        moments.add(stage(plan.completeAt().plus(load.hold()), "hold", false));
        plan.upkeep()
                .storms()
                .forEach(storm -> moments.add(new Moment(
                        plan.completeAt().plus(storm.at()),
                        RunMarks.Kind.FAULT,
                        "storm by " + storm.cause().label(),
                        true)));
        moments.sort(Comparator.comparing(Moment::at));
        return List.copyOf(moments);
    }

    /** Each step as it begins; steps that begin together under one name are one moment. */
    static List<Moment> of(ImpairmentPlan plan) {
        return plan.steps().stream()
                .map(step -> new Moment(step.at(), RunMarks.Kind.IMPAIRMENT, name(step), true))
                .distinct()
                .toList();
    }

    private static String name(ImpairmentStep step) {
        return TurnTransport.named(step.profile().name(), TurnTransport.labels(step.transports()));
    }

    private static List<Moment> profile(Profile profile, Duration completeAt) {
        if (profile instanceof Profile.Steps steps) {
            List<Moment> moments = new ArrayList<>();
            for (int step = 1; step <= steps.count(); step++) {
                Duration at = steps.each().multipliedBy(step - 1L);
                moments.add(stage(at, "step " + step + " of " + steps.count(), true));
            }
            return moments;
        }
        if (profile instanceof Profile.Spike spike) {
            Duration comes = completeAt.plus(spike.at());
            return List.of(
                    stage(Duration.ZERO, "ramp-up", true),
                    stage(comes, "spike", true),
                    stage(comes.plus(spike.stay()), "spike", false));
        }
        return List.of(stage(Duration.ZERO, profile instanceof Profile.Arrivals ? "arrivals" : "ramp-up", true));
    }

    private static Moment stage(Duration at, String what, boolean begins) {
        return new Moment(at, RunMarks.Kind.STAGE, what, begins);
    }
}
