package dev.plimsoll.model.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import dev.plimsoll.model.verdict.Expectation;
import dev.plimsoll.model.verdict.ExpectationParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Profile RAMP = new Profile.Ramp(Duration.ofSeconds(10));

    private static Scenario scenario(Profile profile, double share, double churn, String... expectations) {
        SignallingLoad load = new SignallingLoad(
                200,
                20,
                profile,
                Duration.ofSeconds(12),
                new Publishing(share, 2, 1, 200, 0.5),
                new Upkeep(churn, true, Optional.empty(), List.of()),
                Identities.TOKENS);
        return new Scenario(
                "s",
                "",
                1,
                new Target.Sandbox(Map.of()),
                Optional.of(load),
                Optional.empty(),
                List.of(new LimitSpec("l", "l", 300, 5, 4010, "x")),
                List.of(),
                List.of(expectations).stream().map(VariationTest::expectation).toList(),
                Optional.empty(),
                GeneratorBounds.USUAL);
    }

    private static Scenario scenario(Profile profile) {
        return scenario(profile, 0.1, 4, "signalling.lost == 0");
    }

    private static Expectation expectation(String text) {
        return ((ExpectationParser.Parsed.Valid) ExpectationParser.parse(text)).expectation();
    }

    private static Variation of(Profile profile, Dimension dimension) {
        return Variation.of(scenario(profile), dimension, false);
    }

    private static SignallingLoad load(Variation variation, long value) {
        return variation.at(value).signalling().orElseThrow();
    }

    @Test
    void its_own_value_gives_the_scenario_itself_without_its_limits() {
        for (Profile profile :
                List.of(RAMP, new Profile.Steps(4, SECOND), new Profile.Spike(SECOND, 30, SECOND, SECOND))) {
            Scenario scenario = scenario(profile);
            Variation variation = Variation.of(scenario, Dimension.CONNECTIONS, false);

            assertThat(variation.own()).isEqualTo(200);
            assertThat(variation.at(200))
                    .isEqualTo(scenario.withLoadAlone(scenario.signalling().orElseThrow()));
            assertThat(variation.at(200).limits()).isEmpty();
        }
    }

    @Test
    void more_connections_come_at_the_same_rate_into_channels_of_the_same_size_and_live_as_long() {
        SignallingLoad load = load(of(RAMP, Dimension.CONNECTIONS), 500);

        assertThat(load.connections()).isEqualTo(500);
        assertThat(load.channels()).isEqualTo(50);
        assertThat(load.profile()).isEqualTo(new Profile.Ramp(Duration.ofSeconds(25)));
        assertThat(load.upkeep().churnPerSecond()).isEqualTo(10);
        assertThat(load.publishing().perSecond()).isEqualTo(2);
        assertThat(load.hold()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void steps_become_more_and_a_spike_grows() {
        assertThat(load(of(new Profile.Steps(4, SECOND), Dimension.CONNECTIONS), 500)
                        .profile())
                .isEqualTo(new Profile.Steps(10, SECOND));
        assertThat(load(of(new Profile.Spike(SECOND, 30, SECOND, SECOND), Dimension.CONNECTIONS), 400)
                        .profile())
                .isEqualTo(new Profile.Spike(Duration.ofSeconds(2), 60, SECOND, SECOND));
    }

    @Test
    void channels_that_are_kept_grow_fuller_but_never_outnumber_the_connections() {
        Variation variation = Variation.of(scenario(RAMP), Dimension.CONNECTIONS, true);

        assertThat(load(variation, 500).channels()).isEqualTo(20);
        assertThat(load(variation, 7).channels()).isEqualTo(7);
    }

    @Property(tries = 200)
    void any_number_of_connections_is_a_load_that_can_be_planned(@ForAll @IntRange(min = 1, max = 3_000) int count) {
        Scenario varied = of(RAMP, Dimension.CONNECTIONS).at(count);
        SignallingLoad load = varied.signalling().orElseThrow();

        assertThat(load.channels()).isBetween(1, count);
        assertThat(load.profile().complete()).isGreaterThanOrEqualTo(SECOND);
        assertThat(load.upkeep().churnPerSecond() * 2).isLessThanOrEqualTo(count);
        assertThat(Planner.plan(varied, Segment.WHOLE).loadConnections()).isEqualTo(count);
    }

    @Property(tries = 100)
    void the_publish_rate_is_that_of_all_publishers_together(@ForAll @IntRange(min = 2, max = 1_600) int rate) {
        Variation variation =
                Variation.of(scenario(RAMP, 0.1, 0, "signalling.lost == 0"), Dimension.PUBLISH_RATE, false);

        LoadPlan plan = Planner.plan(variation.at(rate), Segment.WHOLE).load().orElseThrow();

        assertThat(variation.own()).isEqualTo(40);
        assertThat(variation.least()).isEqualTo(2);
        assertThat((double) plan.publishes()).isCloseTo(rate * 10.0, within(20.0));
        assertThat(plan.whenComplete()).isEqualTo(200);
    }

    @Test
    void arrivals_come_faster_and_stay_as_long() {
        Variation variation = of(new Profile.Arrivals(20, Duration.ofSeconds(10)), Dimension.ARRIVAL_RATE);
        SignallingLoad load = load(variation, 50);

        assertThat(variation.own()).isEqualTo(20);
        assertThat(load.profile()).isEqualTo(new Profile.Arrivals(50, Duration.ofSeconds(10)));
        assertThat(load.connections()).isEqualTo(500);
        assertThat(load.channels()).isEqualTo(50);
    }

    @Test
    void there_are_always_enough_for_somebody_to_publish_to_somebody() {
        assertThat(of(RAMP, Dimension.CONNECTIONS).least()).isEqualTo(10);
        assertThat(Variation.of(scenario(RAMP, 0, 0, "signalling.lost == 0"), Dimension.CONNECTIONS, false)
                        .least())
                .isEqualTo(1);
        assertThat(of(new Profile.Arrivals(20, Duration.ofSeconds(3)), Dimension.ARRIVAL_RATE)
                        .least())
                .isEqualTo(4);
    }

    @Test
    void what_is_varied_follows_from_the_profile() {
        assertThat(Variation.usual(scenario(RAMP))).isEqualTo(Dimension.CONNECTIONS);
        assertThat(Variation.usual(scenario(new Profile.Arrivals(1, SECOND)))).isEqualTo(Dimension.ARRIVAL_RATE);
    }

    @Test
    void a_scenario_that_has_no_such_number_is_refused() {
        refused(scenario(RAMP), Dimension.ARRIVAL_RATE, "has no arrivals");
        refused(
                scenario(new Profile.Arrivals(1, SECOND)),
                Dimension.CONNECTIONS,
                "has as many connections as its arrivals make");
        refused(scenario(RAMP, 0, 0, "signalling.lost == 0"), Dimension.PUBLISH_RATE, "has nobody who publishes");
        refused(scenario(RAMP, 0.1, 0), Dimension.CONNECTIONS, "expects nothing that could give way");
    }

    private static void refused(Scenario scenario, Dimension dimension, String why) {
        assertThatThrownBy(() -> Variation.of(scenario, dimension, false))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(why);
    }
}
