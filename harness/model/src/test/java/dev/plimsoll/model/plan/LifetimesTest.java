package dev.plimsoll.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LifetimesTest {
    private static final Duration HOLD = Duration.ofSeconds(30);

    private static SignallingLoad load(int connections, Profile profile, double churn) {
        return new SignallingLoad(
                connections,
                Math.max(1, connections / 10),
                profile,
                HOLD,
                new Publishing(0.5, 3, 2, 100, 0),
                new Upkeep(churn, false, Optional.empty(), List.of()),
                Identities.TOKENS);
    }

    private static long openAt(List<Lifetime> lifetimes, Duration time) {
        return lifetimes.stream()
                .filter(one ->
                        one.openAt().compareTo(time) <= 0 && one.closeAt().compareTo(time) > 0)
                .count();
    }

    @Property(tries = 100)
    void a_ramp_opens_evenly_and_holds(@ForAll @IntRange(min = 1, max = 500) int connections) {
        List<Lifetime> all = Lifetimes.of(load(connections, new Profile.Ramp(Duration.ofSeconds(10)), 0));

        assertThat(openAt(all, Duration.ofSeconds(5))).isBetween(connections / 2L, connections / 2L + 1);
        assertThat(openAt(all, Duration.ofSeconds(39))).isEqualTo(connections);
        assertThat(openAt(all, Duration.ofSeconds(40))).isZero();
    }

    @Property(tries = 100)
    void steps_rise_by_equal_parts(
            @ForAll @IntRange(min = 10, max = 500) int connections, @ForAll @IntRange(min = 1, max = 10) int steps) {
        Profile profile = new Profile.Steps(steps, Duration.ofSeconds(5));
        List<Lifetime> all = Lifetimes.of(load(connections, profile, 0));

        for (int step = 1; step <= steps; step++) {
            long open = openAt(all, Duration.ofSeconds(5L * (step - 1) + 2));
            assertThat(open).isBetween((long) step * connections / steps, (long) step * connections / steps + 1);
        }
    }

    @Test
    void a_spike_comes_and_goes() {
        Profile spike = new Profile.Spike(Duration.ofSeconds(2), 30, Duration.ofSeconds(5), Duration.ofSeconds(4));
        List<Lifetime> all = Lifetimes.of(load(100, spike, 0));

        assertThat(openAt(all, Duration.ofSeconds(6))).isEqualTo(100);
        assertThat(openAt(all, Duration.ofSeconds(9))).isEqualTo(130);
        assertThat(openAt(all, Duration.ofSeconds(13))).isEqualTo(100);
    }

    @Property(tries = 100)
    void arrivals_keep_coming_whatever_becomes_of_them(@ForAll @DoubleRange(min = 0.5, max = 200) double rate) {
        Profile.Arrivals arrivals = new Profile.Arrivals(rate, Duration.ofSeconds(4));
        List<Lifetime> all = Lifetimes.of(load(1, arrivals, 0));

        assertThat((double) openAt(all, Duration.ofSeconds(20))).isBetween(rate * 4 - 1, rate * 4 + 1);
        assertThat((double) all.size()).isBetween(rate * 34 - 1, rate * 34 + 1);
    }

    @Property(tries = 100)
    void churn_replaces_at_its_rate_while_as_many_stay(
            @ForAll @IntRange(min = 20, max = 300) int connections,
            @ForAll @DoubleRange(min = 0.2, max = 10) double rate) {
        SignallingLoad load = load(connections, new Profile.Ramp(Duration.ofSeconds(5)), rate);
        List<Lifetime> all = Lifetimes.of(load);

        for (int second = 5; second < 35; second += 3) {
            assertThat(openAt(all, Duration.ofSeconds(second))).isEqualTo(connections);
        }
        assertThat((double) all.size() - connections).isBetween(rate * 28 - 1, rate * 28 + 1);
        assertThat(all.stream().collect(Collectors.groupingBy(Lifetime::slot)).values())
                .allSatisfy(ofSlot -> {
                    for (int i = 1; i < ofSlot.size(); i++) {
                        assertThat(ofSlot.get(i).openAt())
                                .isEqualTo(ofSlot.get(i - 1).closeAt());
                    }
                });
    }

    @Property(tries = 50)
    void who_comes_later_publishes_when_it_has_settled_and_who_leaves_is_silent_before(
            @ForAll @DoubleRange(min = 0.2, max = 10) double rate) {
        SignallingLoad load = load(60, new Profile.Ramp(Duration.ofSeconds(5)), rate);
        List<Lifetime> lifetimes = Lifetimes.of(load);
        List<PlannedConnection> planned = PlannerTest.plan(load).connections();

        assertThat(planned).hasSameSizeAs(lifetimes);
        for (PlannedConnection connection : planned) {
            PublishSchedule schedule = connection.publishes();
            if (schedule.count() > 0) {
                assertThat(schedule.at(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
                assertThat(schedule.at(schedule.count() - 1))
                        .isLessThan(connection.closeAt().minus(Planner.DRAIN));
                if (connection.openAt().compareTo(Duration.ofSeconds(5)) > 0) {
                    assertThat(schedule.at(0))
                            .isGreaterThanOrEqualTo(connection.openAt().plus(Planner.SETTLE));
                }
            }
        }
        assertThat(PlannerTest.plan(load).peak()).isBetween(60, 61);
    }
}
