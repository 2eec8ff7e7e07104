package dev.plimsoll.agents.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Duration WHOLE = Duration.ofMinutes(10);

    @Property
    void paced_calls_begin_no_faster_than_the_pace_and_end_together(
            @ForAll @IntRange(min = 1, max = 100) int calls, @ForAll @DoubleRange(min = 0.2, max = 500) double pace) {
        List<Placement> placements = Placement.paced(pairs(calls), pace, WHOLE);

        assertThat(placements).hasSize(calls);
        assertThat(placements.get(0).after()).isZero();
        for (int i = 0; i < calls; i++) {
            Placement placement = placements.get(i);
            assertThat(placement.after().toNanos() / 1e9).isBetween(i / pace - 1e-6, i / pace + 1e-6);
            assertThat(placement.after().toMillis() + placement.pair().durationMs())
                    .isBetween(WHOLE.toMillis() - 2, WHOLE.toMillis());
        }
    }

    @Test
    void a_call_that_begins_after_the_end_lasts_no_time() {
        assertThat(Placement.paced(pairs(2), 1, Duration.ofMillis(500))
                        .get(1)
                        .pair()
                        .durationMs())
                .isZero();
    }

    @Test
    void every_host_has_a_log_of_its_own() {
        FleetPlan plan = new FleetPlan(2, 100, 1, false, null, Path.of("run", "agents.log"));

        assertThat(plan.logOf(1)).isEqualTo(Path.of("run", "agents.log"));
        assertThat(plan.logOf(12)).isEqualTo(Path.of("run", "agents-12.log"));
    }

    private static List<AgentOrder.Pair> pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AgentOrder.Pair("p" + i, "udp", "c" + i, "b", "a", 0))
                .toList();
    }
}
