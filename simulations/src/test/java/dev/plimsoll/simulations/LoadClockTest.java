package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadClockTest {
    private final LoadClock clock = new LoadClock();

    @Test
    void the_load_begins_a_step_of_the_injection_after_its_first_user_so_that_nobody_opens_late() {
        long before = System.nanoTime();
        boolean first = clock.start();
        long after = System.nanoTime();

        assertThat(first).isTrue();
        assertThat(clock.nanosAt(Duration.ZERO) - LoadClock.LEAD.toNanos()).isBetween(before, after);
        assertThat(clock.nanosAt(Duration.ofMillis(20)) - clock.nanosAt(Duration.ZERO))
                .isEqualTo(20_000_000);
    }

    @Test
    void only_the_first_user_sets_it() {
        clock.start();
        long begun = clock.nanosAt(Duration.ZERO);

        assertThat(clock.start()).isFalse();
        assertThat(clock.nanosAt(Duration.ZERO)).isEqualTo(begun);
    }

    @Test
    void both_clocks_tell_the_same_instant() {
        assertThat(clock.began()).isEmpty();

        clock.start();

        assertThat(clock.began().orElseThrow().toEpochMilli()).isEqualTo(clock.millisOf(clock.nanosAt(Duration.ZERO)));
        assertThat(clock.millisOf(clock.nanosAt(Duration.ofSeconds(3))))
                .isEqualTo(clock.millisOf(clock.nanosAt(Duration.ZERO)) + 3_000);
    }
}
