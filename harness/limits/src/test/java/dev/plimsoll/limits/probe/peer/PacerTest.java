package dev.plimsoll.limits.probe.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
    private long now;
    private final Pacer pacer = new Pacer(() -> now, duration -> now += duration.toNanos());

    @Test
    void each_is_done_at_its_intended_time() throws InterruptedException {
        List<Long> at = new ArrayList<>();

        Pacer.Paced paced = pacer.run(4, 100, i -> at.add(now));

        assertThat(at).containsExactly(0L, 10_000_000L, 20_000_000L, 30_000_000L);
        assertThat(paced.rate()).isCloseTo(100, within(0.01));
        assertThat(paced.latest()).isZero();
    }

    @Test
    void what_was_late_is_made_up_for_and_told() throws InterruptedException {
        List<Long> at = new ArrayList<>();

        Pacer.Paced paced = pacer.run(5, 100, i -> {
            at.add(now);
            now += i == 1 ? 25_000_000 : 0;
            return true;
        });

        assertThat(at).containsExactly(0L, 10_000_000L, 35_000_000L, 35_000_000L, 40_000_000L);
        assertThat(paced.latest()).isEqualTo(Duration.ofMillis(15));
    }

    @Test
    void the_one_that_says_so_is_the_last() throws InterruptedException {
        assertThat(pacer.run(10, Double.POSITIVE_INFINITY, i -> i < 2).done()).isEqualTo(3);
        assertThat(now).isZero();
    }
}
