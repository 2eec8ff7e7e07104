package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaDelayTest {
    private final MediaDelay delay = new MediaDelay();

    @Test
    void an_interval_has_its_median_and_its_longest() {
        delay.add(30_000_000);
        delay.add(10_000_000);
        delay.add(20_000_000);

        assertThat(delay.take()).isEqualTo(new MediaDelay.Interval(3, 20.0, 30.0));
    }

    @Test
    void an_interval_without_marks_has_no_delay_and_forgets_the_one_before() {
        delay.add(1);
        delay.take();

        assertThat(delay.take()).isEqualTo(new MediaDelay.Interval(0, null, null));
    }

    @Test
    void more_marks_than_are_kept_are_still_counted() {
        for (int i = 0; i < 1_000; i++) {
            delay.add(5_000_000);
        }

        assertThat(delay.take()).isEqualTo(new MediaDelay.Interval(1_000, 5.0, 5.0));
    }
}
