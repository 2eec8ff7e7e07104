package dev.plimsoll.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.run.LoadTimeline.Moment;
import dev.plimsoll.cli.run.RunMarks.Kind;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTimelineTest {

    @Test
    void a_ramp_is_followed_by_the_hold_and_its_end() {
        assertThat(moments(new Profile.Ramp(seconds(5)), Upkeep.NONE))
                .containsExactly(stage(0, "ramp-up", true), stage(5, "hold", true), stage(25, "hold", false));
    }

    @Test
    void every_step_is_a_moment() {
        assertThat(moments(new Profile.Steps(3, seconds(4)), Upkeep.NONE))
                .containsExactly(
                        stage(0, "step 1 of 3", true),
                        stage(4, "step 2 of 3", true),
                        stage(8, "step 3 of 3", true),
                        stage(9, "hold", true),
                        stage(29, "hold", false));
    }

    @Test
    void storms_are_faults_in_their_place() {
        Upkeep stormy = new Upkeep(0, true, Optional.empty(), List.of(new Storm(seconds(7), 1, Storm.Cause.NETWORK)));

        assertThat(moments(new Profile.Ramp(seconds(5)), stormy))
                .containsExactly(
                        stage(0, "ramp-up", true),
                        stage(5, "hold", true),
                        new Moment(seconds(12), Kind.FAULT, "storm by network", true),
                        stage(25, "hold", false));
    }

    @Test
    void every_step_of_the_impairments_is_a_moment_and_those_that_begin_together_under_one_name_are_one() {
        ImpairmentPlan plan = new ImpairmentPlan(List.of(
                step(2, "far", TurnTransport.values()),
                step(4, "lossy", TurnTransport.TLS, TurnTransport.UDP),
                step(6, "clear", TurnTransport.values()),
                step(6, "clear", TurnTransport.values())));

        assertThat(LoadTimeline.of(plan))
                .containsExactly(
                        new Moment(seconds(2), Kind.IMPAIRMENT, "far", true),
                        new Moment(seconds(4), Kind.IMPAIRMENT, "lossy over udp, tls", true),
                        new Moment(seconds(6), Kind.IMPAIRMENT, "clear", true));
    }

    private static ImpairmentStep step(int second, String name, TurnTransport... transports) {
        return new ImpairmentStep(seconds(second), Set.of(transports), PathProfile.both(name, Link.CLEAR));
    }

    private static List<Moment> moments(Profile profile, Upkeep upkeep) {
        SignallingLoad load = new SignallingLoad(
                10, 2, profile, seconds(20), new Publishing(0, 0, 1, 0, 0), upkeep, Identities.TOKENS);
        Scenario scenario = Scenario.ofLoad("test", new Target.Sandbox(Map.of()), load);
        return LoadTimeline.of(
                load, Planner.plan(scenario, Segment.WHOLE).load().orElseThrow());
    }

    private static Moment stage(int second, String what, boolean begins) {
        return new Moment(seconds(second), Kind.STAGE, what, begins);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
