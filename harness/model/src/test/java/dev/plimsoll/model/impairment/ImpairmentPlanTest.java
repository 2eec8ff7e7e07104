package dev.plimsoll.model.impairment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ImpairmentPlanTest {
    private static final PathProfile LOSSY = PathProfile.both("lossy", Link.CLEAR.withLoss(0.02));

    private final ImpairmentPlan plan = new ImpairmentPlan(List.of(
            step(30, PathProfile.CLEAR, TurnTransport.values()),
            step(10, LOSSY, TurnTransport.values()),
            step(20, PathProfile.CUT, TurnTransport.UDP)));

    @Test
    void paths_are_clear_before_the_first_step() {
        assertThat(plan.profile(TurnTransport.UDP, Duration.ofMillis(9_999))).isEqualTo(PathProfile.CLEAR);
    }

    @Test
    void a_step_holds_from_its_time_on_for_its_transports_alone() {
        assertThat(plan.profile(TurnTransport.UDP, Duration.ofSeconds(10))).isEqualTo(LOSSY);
        assertThat(plan.profile(TurnTransport.UDP, Duration.ofSeconds(20))).isEqualTo(PathProfile.CUT);
        assertThat(plan.profile(TurnTransport.TLS, Duration.ofSeconds(20))).isEqualTo(LOSSY);
        assertThat(plan.profile(TurnTransport.UDP, Duration.ofSeconds(31))).isEqualTo(PathProfile.CLEAR);
    }

    @Test
    void steps_follow_one_another_by_time() {
        assertThat(plan.nextAfter(Duration.ZERO)).contains(Duration.ofSeconds(10));
        assertThat(plan.nextAfter(Duration.ofSeconds(10))).contains(Duration.ofSeconds(20));
        assertThat(plan.nextAfter(Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void of_two_steps_at_the_same_time_the_later_one_in_the_list_holds() {
        ImpairmentPlan both = new ImpairmentPlan(
                List.of(step(5, LOSSY, TurnTransport.UDP), step(5, PathProfile.CUT, TurnTransport.UDP)));

        assertThat(both.profile(TurnTransport.UDP, Duration.ofSeconds(5))).isEqualTo(PathProfile.CUT);
    }

    @Test
    void a_stretch_lasts_until_its_transports_have_another_step() {
        assertThat(plan.stretches())
                .containsExactly(
                        stretch("lossy", 10, 20, TurnTransport.UDP),
                        stretch("lossy", 10, 30, TurnTransport.TCP, TurnTransport.TLS),
                        stretch("cut", 20, 30, TurnTransport.UDP));
    }

    @Property
    void stretches_say_of_every_moment_what_the_steps_say(
            @ForAll("plans") ImpairmentPlan any, @ForAll TurnTransport transport) {
        for (int second = 0; second < 12; second++) {
            Duration now = Duration.ofSeconds(second);
            PathProfile profile = any.profile(transport, now);
            assertThat(any.stretches())
                    .filteredOn(stretch -> stretch.transports().contains(transport))
                    .filteredOn(stretch -> stretch.from().compareTo(now) <= 0
                            && stretch.until()
                                    .map(end -> end.compareTo(now) > 0)
                                    .orElse(true))
                    .extracting(ImpairmentPlan.Stretch::name)
                    .isEqualTo(profile.isClear() ? List.of() : List.of(profile.name()));
        }
    }

    @Provide
    Arbitrary<ImpairmentPlan> plans() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of(LOSSY, PathProfile.CUT, PathProfile.CLEAR),
                        Arbitraries.of(TurnTransport.class).set().ofMinSize(1))
                .as((second, profile, transports) ->
                        new ImpairmentStep(Duration.ofSeconds(second), transports, profile))
                .list()
                .ofMaxSize(8)
                .map(ImpairmentPlan::new);
    }

    @Test
    void what_no_link_can_do_is_refused() {
        assertThatThrownBy(() -> Link.CLEAR.withLoss(1.1)).hasMessageContaining("loss");
        assertThatThrownBy(() -> Link.CLEAR.withLossBurst(0.5)).hasMessageContaining("lossBurst");
        assertThatThrownBy(() -> Link.CLEAR.withDelay(Duration.ofMillis(-1), Duration.ZERO))
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> Link.CLEAR.withReorder(-0.1, Duration.ZERO)).hasMessageContaining("reorder");
    }

    private static ImpairmentPlan.Stretch stretch(String name, int from, int until, TurnTransport... transports) {
        return new ImpairmentPlan.Stretch(
                name, Set.of(transports), Duration.ofSeconds(from), Optional.of(Duration.ofSeconds(until)));
    }

    private static ImpairmentStep step(int second, PathProfile profile, TurnTransport... transports) {
        return new ImpairmentStep(Duration.ofSeconds(second), Set.of(transports), profile);
    }
}
