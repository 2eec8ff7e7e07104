package dev.plimsoll.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.AgentHosts;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.MediaLoad;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.model.scenario.TurnUse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannedCallsTest {
    @Test
    void calls_of_twenty_seconds_follow_each_other_in_their_place() {
        List<PlannedPair> calls = PlannedCalls.of(load(1, 0, 65, 20, 10), Segment.WHOLE);

        assertThat(calls).extracting(PlannedPair::id).containsExactly("udp-1-1", "udp-1-2", "udp-1-3");
        assertThat(calls).extracting(PlannedPair::slot).containsOnly("udp-1");
        assertThat(calls).extracting(call -> call.beginAt().toSeconds()).containsExactly(0L, 22L, 44L);
        assertThat(calls).extracting(call -> call.lasts().toSeconds()).containsOnly(20L);
    }

    @Property
    void in_a_place_one_call_is_over_before_the_next_begins_and_all_end_in_time(
            @ForAll @IntRange(max = 8) int udp,
            @ForAll @IntRange(min = 1, max = 8) int tls,
            @ForAll @IntRange(min = 5, max = 90) int length,
            @ForAll @DoubleRange(min = 0.2, max = 50) double pace) {
        Duration duration = Duration.ofSeconds(200);
        List<PlannedPair> calls = PlannedCalls.of(load(udp, tls, 200, length, pace), Segment.WHOLE);

        assertThat(calls).extracting(PlannedPair::id).doesNotHaveDuplicates();
        assertThat(RunPlan.slots(calls)).isEqualTo(udp + tls);
        bySlot(calls).values().forEach(inSlot -> {
            for (int i = 1; i < inSlot.size(); i++) {
                assertThat(inSlot.get(i).beginAt())
                        .isGreaterThanOrEqualTo(end(inSlot.get(i - 1)).plus(PlannedPair.REST));
            }
            PlannedPair last = inSlot.get(inSlot.size() - 1);
            assertThat(end(last)).isLessThanOrEqualTo(duration);
            assertThat(end(last).plus(PlannedPair.REST).plus(last.lasts()))
                    .as("no more fit")
                    .isGreaterThan(duration);
        });
    }

    @Property
    void segments_share_the_places_among_them(@ForAll @IntRange(min = 2, max = 20) int pairs) {
        AgentLoad load = load(pairs, 0, 100, 20, 50);
        List<PlannedPair> first = PlannedCalls.of(load, new Segment(0, 2));
        List<PlannedPair> second = PlannedCalls.of(load, new Segment(1, 2));

        assertThat(RunPlan.slots(first) + RunPlan.slots(second)).isEqualTo(pairs);
        assertThat(first)
                .extracting(PlannedPair::id)
                .doesNotContainAnyElementsOf(
                        second.stream().map(PlannedPair::id).toList());
    }

    private static Map<String, List<PlannedPair>> bySlot(List<PlannedPair> calls) {
        return calls.stream()
                .sorted(Comparator.comparing(PlannedPair::beginAt))
                .collect(Collectors.groupingBy(PlannedPair::slot));
    }

    private static Duration end(PlannedPair call) {
        return call.beginAt().plus(call.lasts());
    }

    private static AgentLoad load(int udp, int tls, int seconds, int length, double pace) {
        return new AgentLoad(
                Map.of(TurnPath.of(TurnTransport.UDP), udp, TurnPath.of(TurnTransport.TLS), tls),
                Duration.ofSeconds(seconds),
                Optional.of(Duration.ofSeconds(length)),
                Duration.ofSeconds(15),
                1,
                false,
                pace,
                AgentHosts.USUAL,
                TurnUse.USUAL,
                MediaLoad.USUAL,
                StatsOf.BOTH);
    }
}
