package dev.plimsoll.signalling.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectPolicyTest {
    private static final ReconnectPolicy SDK = ReconnectPolicy.SDK;

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "5, 8000", "6, 16000", "7, 30000", "100, 30000"})
    void the_delays_are_those_of_the_sdk(int attempt, long millis) {
        assertThat(SDK.delay(attempt, 1006, 0)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(ints = {4001, 4003, 4012, 4020})
    void after_a_terminal_close_there_is_no_attempt(int code) {
        assertThat(SDK.delay(1, code, 0)).isEmpty();
    }

    @Test
    void after_100_attempts_it_gives_up() {
        assertThat(SDK.delay(101, 1006, 0)).isEmpty();
        assertThat(ReconnectPolicy.NONE.delay(1, 1006, 0)).isEmpty();
    }

    @Property
    void after_4010_an_attempt_waits_24_to_36_seconds(
            @ForAll @IntRange(min = 1, max = 100) int attempt,
            @ForAll @DoubleRange(min = -1, max = 1, maxIncluded = false) double chance) {
        assertThat(SDK.delay(attempt, 4010, chance).orElseThrow())
                .isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }

    @Property
    void jitter_is_a_fifth_of_the_delay_either_way(
            @ForAll @IntRange(min = 1, max = 100) int attempt,
            @ForAll @DoubleRange(min = -1, max = 1, maxIncluded = false) double chance) {
        long nominal = SDK.delay(attempt, 1001, 0).orElseThrow().toNanos();

        assertThat(SDK.delay(attempt, 1001, chance).orElseThrow().toNanos())
                .isBetween(nominal * 8 / 10 - 1, nominal * 12 / 10 + 1);
    }
}
