package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LAST = Duration.ofSeconds(30);

    @Property
    void a_pause_doubles_up_to_the_last_give_or_take_a_fifth(
            @ForAll long seed, @ForAll @IntRange(max = 40) int before) {
        Backoff backoff = new Backoff(FIRST, LAST, new Random(seed));
        for (int i = 0; i < before; i++) {
            backoff.next(Optional.empty());
        }
        double expected = Math.min(30.0, 0.25 * Math.pow(2, before));

        assertThat(backoff.next(Optional.empty()).toNanos() / 1e9).isBetween(0.8 * expected, 1.2 * expected);
    }

    @Test
    void a_server_may_ask_for_more_but_not_for_less() {
        Backoff backoff = new Backoff(FIRST, LAST, new Random(1));

        assertThat(backoff.next(Optional.of(Duration.ofMinutes(2)))).isEqualTo(Duration.ofMinutes(2));
        assertThat(backoff.next(Optional.of(Duration.ZERO))).isGreaterThan(FIRST);
    }

    @Test
    void an_answer_makes_the_next_pause_the_first_again() {
        Backoff backoff = new Backoff(FIRST, LAST, new Random(1));
        for (int i = 0; i < 10; i++) {
            backoff.next(Optional.empty());
        }
        backoff.reset();

        assertThat(backoff.next(Optional.empty())).isLessThan(FIRST.multipliedBy(2));
    }
}
