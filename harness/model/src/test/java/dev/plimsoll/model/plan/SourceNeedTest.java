package dev.plimsoll.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.SignallingLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SourceNeedTest {
    private static LoadPlan ramp(int connections, int seconds) {
        return PlannerTest.plan(
                SignallingLoad.ramp(connections, 1, Duration.ofSeconds(seconds), Duration.ofSeconds(10), 0, 1));
    }

    @Test
    void a_short_ramp_falls_into_one_window() {
        assertThat(SourceNeed.of(ramp(400, 10), 60, Duration.ofSeconds(60))).isEqualTo(new SourceNeed(400, 7, 1));
    }

    @Test
    void of_a_long_ramp_only_the_busiest_window_counts() {
        assertThat(SourceNeed.of(ramp(600, 600), 60, Duration.ofSeconds(60))).isEqualTo(new SourceNeed(60, 1, 1));
    }

    @Test
    void ports_are_looked_for_with_ease() {
        assertThat(SourceNeed.of(ramp(19_000, 10), 1_000_000, Duration.ofSeconds(60))
                        .forPorts())
                .isEqualTo(2);
    }
}
