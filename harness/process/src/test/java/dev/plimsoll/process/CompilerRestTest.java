package dev.plimsoll.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CompilerRestTest {
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void it_waits_until_two_looks_in_a_row_find_little_work() throws Exception {
        Deque<OptionalLong> readings = readings(0, 900_000, 950_000, 1_900_000, 1_950_000, 2_000_000, 9_000_000);

        new CompilerRest(readings::remove, LOOK, LONGEST).awaitQuiet();

        assertThat(readings).containsExactly(OptionalLong.of(9_000_000));
    }

    @Test
    void it_does_not_wait_for_ever() throws Exception {
        long[] spent = new long[1];

        new CompilerRest(() -> OptionalLong.of(spent[0] += 1_000_000_000), LOOK, Duration.ofMillis(20)).awaitQuiet();

        assertThat(spent[0]).isGreaterThan(1_000_000_000);
    }

    @Test
    void it_does_not_wait_where_nothing_is_known() throws Exception {
        Deque<OptionalLong> readings = new ArrayDeque<>(List.of(OptionalLong.empty()));

        new CompilerRest(readings::remove, LOOK, LONGEST).awaitQuiet();

        assertThat(readings).isEmpty();
    }

    @Test
    void the_compilers_of_this_jvm_have_worked() {
        assertThat(CompilerRest.compilersCpuNanos().orElse(-1)).isPositive();
    }

    private static Deque<OptionalLong> readings(long... nanos) {
        Deque<OptionalLong> readings = new ArrayDeque<>();
        for (long each : nanos) {
            readings.add(OptionalLong.of(each));
        }
        return readings;
    }
}
