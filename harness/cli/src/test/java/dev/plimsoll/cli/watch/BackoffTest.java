package dev.plimsoll.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_double_up_to_twelve_times_the_first() {
        Stream<Duration> pauses = Stream.iterate(Backoff.from(Duration.ofSeconds(5)), Backoff::failedAgain)
                .limit(7)
                .map(Backoff::pause);

        assertThat(pauses.map(Duration::toSeconds)).containsExactly(0L, 5L, 10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void a_year_of_failures_is_no_overflow() {
        assertThat(new Backoff(Duration.ofHours(1), Integer.MAX_VALUE).pause()).isEqualTo(Duration.ofHours(12));
    }
}
