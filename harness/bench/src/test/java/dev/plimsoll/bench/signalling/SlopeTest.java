package dev.plimsoll.bench.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
    private static List<Slope.Sample> samples(double slope, double noise) {
        Random random = new Random(1);
        return IntStream.range(0, 50)
                .mapToObj(i -> new Slope.Sample(i, 100 + slope * i + noise * random.nextGaussian()))
                .toList();
    }

    @Test
    void a_line_without_noise_has_its_slope_and_no_error() {
        Slope slope = Slope.of(samples(0.5, 0));

        assertThat(slope.perMinute()).isCloseTo(0.5, within(1e-9));
        assertThat(slope.error()).isCloseTo(0, within(1e-9));
    }

    @Test
    void noise_alone_has_a_slope_within_twice_its_error() {
        Slope slope = Slope.of(samples(0, 3));

        assertThat(Math.abs(slope.perMinute())).isLessThan(2 * slope.error());
    }

    @Test
    void a_trickle_in_the_noise_is_more_than_twice_the_error() {
        Slope slope = Slope.of(samples(0.3, 3));

        assertThat(slope.perMinute()).isGreaterThan(2 * slope.error());
    }

    @Test
    void two_samples_have_no_error_to_speak_of() {
        assertThatThrownBy(() -> Slope.of(samples(1, 0).subList(0, 2))).isInstanceOf(IllegalArgumentException.class);
    }
}
