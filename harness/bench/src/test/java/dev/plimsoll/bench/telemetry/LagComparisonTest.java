package dev.plimsoll.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LagComparisonTest {
    private static List<Double> seconds(int count, double typical, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> typical * Math.exp(0.3 * random.nextGaussian()))
                .limit(count)
                .toList();
    }

    @Test
    void seconds_of_the_same_kind_differ_by_noise_alone() {
        LagComparison same = LagComparison.of(seconds(60, 0.2, 1), seconds(600, 0.2, 2));

        assertThat(same.withinNoise()).isTrue();
        assertThat(same.share()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void a_lag_that_is_longer_by_a_third_is_seen() {
        LagComparison later = LagComparison.of(seconds(60, 0.2, 1), seconds(600, 0.27, 2));

        assertThat(later.withinNoise()).isFalse();
        assertThat(later.share()).isGreaterThan(0.7);
    }

    @Test
    void some_long_pauses_among_the_disturbed_seconds_are_noise() {
        List<Double> disturbed = new ArrayList<>(seconds(600, 0.2, 2));
        disturbed.subList(0, 5).replaceAll(second -> 100 * second);

        assertThat(LagComparison.of(seconds(60, 0.2, 1), disturbed).withinNoise())
                .isTrue();
    }

    @Test
    void a_shorter_lag_is_not_a_disturbance() {
        LagComparison shorter = LagComparison.of(seconds(60, 0.4, 1), seconds(60, 0.2, 2));

        assertThat(shorter.withinNoise()).isTrue();
        assertThat(shorter.z()).isLessThan(-LagComparison.NOISE);
    }

    /** Worked out by hand: of six pairs, four above and one tie; 2 * 3 / 12 * (6 - 6 / 20) is the variance of their number. */
    @Test
    void ties_count_by_half() {
        LagComparison few = LagComparison.of(List.of(1.0, 2.0, 3.0), List.of(3.0, 2.5));

        assertThat(few.share()).isCloseTo(4.5 / 6, within(1e-12));
        assertThat(few.z()).isCloseTo(1.5 / Math.sqrt(0.5 * 5.7), within(1e-12));
        assertThat(few.calm()).isEqualTo(2);
        assertThat(few.disturbed()).isEqualTo(2.75);
    }

    @Test
    void where_all_seconds_are_alike_there_is_no_difference() {
        LagComparison alike = LagComparison.of(List.of(1.0, 1.0), List.of(1.0));

        assertThat(alike.z()).isZero();
        assertThat(alike.share()).isEqualTo(0.5);
    }

    @Test
    void without_seconds_of_one_kind_there_is_no_comparison() {
        assertThatThrownBy(() -> LagComparison.of(List.of(1.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 disturbed");
    }

    @Property(tries = 200)
    void whoever_is_called_disturbed_the_difference_is_the_same(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 20) Integer> one,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 20) Integer> other) {
        List<Double> a = one.stream().map(Integer::doubleValue).toList();
        List<Double> b = other.stream().map(Integer::doubleValue).toList();
        LagComparison forth = LagComparison.of(a, b);
        LagComparison back = LagComparison.of(b, a);

        assertThat(forth.share() + back.share()).isCloseTo(1, within(1e-9));
        assertThat(forth.z()).isCloseTo(-back.z(), within(1e-9));
        assertThat(forth.share()).isBetween(0.0, 1.0);
    }
}
