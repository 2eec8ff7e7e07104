package dev.plimsoll.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Duration RAMP = Duration.ofSeconds(15);
    private static final Duration HOLD = Duration.ofSeconds(20);

    @Test
    void the_quickstart_publishes_once_a_second_from_one_connection_of_each_channel() {
        LoadPlan plan =
                Planner.plan(scenario(500, 50, 0.1, 1), Segment.WHOLE).load().orElseThrow();

        Map<String, Long> publishersByChannel = plan.connections().stream()
                .filter(connection -> connection.publishes().count() > 0)
                .collect(Collectors.groupingBy(PlannedConnection::channel, Collectors.counting()));
        assertThat(publishersByChannel)
                .hasSize(50)
                .allSatisfy((channel, count) -> assertThat(count).isEqualTo(1));
        assertThat(plan.publishes()).isEqualTo(50 * 18);
    }

    @Test
    void the_probe_fills_up_to_the_limit_and_goes_beyond() {
        RunPlan plan = Planner.plan(scenario(500, 50, 0.1, 1), Segment.WHOLE);

        assertThat(plan.agentConnections()).isEqualTo(6);
        assertThat(plan.connections()).isEqualTo(600);
        assertThat(plan.attempts()).isEqualTo(620);
        assertThat(plan.pairs()).extracting(PlannedPair::id).containsExactly("udp-1", "tcp-1", "tls-1");
    }

    @Test
    void without_a_length_of_their_own_calls_begin_at_the_pace_of_set_ups_and_end_together() {
        assertThat(Planner.plan(scenario(1, 1, 0, 1), Segment.WHOLE).pairs())
                .extracting(
                        pair -> pair.beginAt().toMillis(), pair -> pair.lasts().toMillis())
                .containsExactly(tuple(0L, 20_000L), tuple(100L, 19_900L), tuple(200L, 19_800L));
    }

    @Test
    void the_caller_of_a_pair_is_the_impolite_peer() {
        assertThat(Planner.plan(scenario(1, 1, 0, 1), Segment.WHOLE).pairs())
                .allSatisfy(pair -> assertThat(pair.caller()).isGreaterThan(pair.callee()));
    }

    @Property(tries = 200)
    void the_share_of_publishers_is_met_to_one(
            @ForAll @IntRange(min = 1, max = 400) int connections,
            @ForAll @IntRange(min = 1, max = 60) int channels,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int rows = Math.min(channels, connections);
        long publishers =
                Planner.plan(scenario(connections, rows, share, 1), Segment.WHOLE)
                        .load()
                        .orElseThrow()
                        .connections()
                        .stream()
                        .filter(connection -> connection.publishes().count() > 0)
                        .count();

        assertThat(publishers).isBetween((long) Math.floor(share * connections), (long) Math.ceil(share * connections));
    }

    @Property(tries = 200)
    void every_publish_falls_into_the_time_that_all_connections_hold(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 80) double rate) {
        LoadPlan plan = Planner.plan(withSeed(scenario(20, 2, 0.5, rate), seed), Segment.WHOLE)
                .load()
                .orElseThrow();

        for (PlannedConnection connection : plan.connections()) {
            PublishSchedule schedule = connection.publishes();
            if (schedule.count() > 0) {
                assertThat(schedule.at(0)).isGreaterThanOrEqualTo(RAMP);
                assertThat(schedule.at(schedule.count() - 1))
                        .isLessThan(RAMP.plus(HOLD).minus(Planner.DRAIN));
            }
        }
    }

    @Property(tries = 100)
    void segments_share_the_whole_without_overlap(@ForAll @IntRange(min = 1, max = 9) int count) {
        Scenario scenario = scenario(97, 10, 0.3, 2);
        List<PlannedConnection> parts = IntStream.range(0, count)
                .mapToObj(index ->
                        Planner.plan(scenario, new Segment(index, count)).load().orElseThrow())
                .flatMap(plan -> plan.connections().stream())
                .toList();

        assertThat(parts)
                .containsExactlyInAnyOrderElementsOf(Planner.plan(scenario, Segment.WHOLE)
                        .load()
                        .orElseThrow()
                        .connections());
    }

    private static Scenario withSeed(Scenario s, long seed) {
        return new Scenario(
                s.name(),
                s.description(),
                seed,
                s.target(),
                s.signalling(),
                s.agents(),
                s.limits(),
                s.packs(),
                s.expectations(),
                s.influx(),
                s.generator());
    }

    /** The plan of a load alone. */
    static LoadPlan plan(SignallingLoad load) {
        Scenario scenario = Scenario.ofLoad("test", new Target.Sandbox(Map.of()), load);
        return Planner.plan(scenario, Segment.WHOLE).load().orElseThrow();
    }

    private static Scenario scenario(int connections, int channels, double publishers, double rate) {
        return new Scenario(
                "s",
                "",
                1,
                new Target.Sandbox(Map.of()),
                Optional.of(SignallingLoad.ramp(connections, channels, RAMP, HOLD, publishers, rate)),
                Optional.of(new AgentLoad(
                        Map.of(TurnTransport.UDP, 1, TurnTransport.TCP, 1, TurnTransport.TLS, 1), HOLD, RAMP, 5, true)),
                List.of(new LimitSpec("l", "l", 600, 20, 4010, "s")),
                List.of(),
                List.of(),
                Optional.empty(),
                new GeneratorBounds(Duration.ofSeconds(1), Duration.ofSeconds(1), 0.01));
    }
}
