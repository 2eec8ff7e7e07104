package dev.plimsoll.agents.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.TestPlace;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.scenario.TurnTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long NO_BOUND = 1L << 40;
    private static TestPlace place;

    @TempDir
    Path folder;

    private final FleetLog log = new FleetLog();

    @BeforeAll
    static void start() {
        place = TestPlace.start();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    @Test
    void calls_begin_at_their_pace_on_the_host_with_the_fewest_and_all_end_together() throws Exception {
        List<AgentOrder.Pair> pairs = pairs("paced", 6);

        try (AgentFleet fleet = AgentFleet.start(plan(2, 1000, false), place.withTokens(), log)) {
            fleet.begin(Placement.paced(pairs, 2, Duration.ofSeconds(6)));
            fleet.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(log.all(AgentEvent.PairConnected.class)).hasSize(6);
        assertThat(log.all(AgentEvent.PairEnded.class)).hasSize(6);
        for (int host : List.of(1, 2)) {
            List<AgentEvent.HostVitals> vitals = log.vitalsOf(host);
            AgentEvent.HostVitals last = vitals.get(vitals.size() - 1);
            assertThat(last.peersMade()).as("peers of host " + host).isEqualTo(6);
            assertThat(last.peersOpen()).isZero();
            assertThat(vitals.get(0).peersMade()).as("paced, not all at once").isLessThan(6);
            assertThat(last.residentBytes()).isGreaterThan(last.heapBytes());
            assertThat(last.threads()).isPositive();
            assertThat(last.openFiles()).isPositive();
        }
    }

    @Test
    void a_worn_host_is_replaced_and_no_call_is_lost_by_it() throws Exception {
        List<Placement> placements = IntStream.range(0, 12)
                .mapToObj(i -> new Placement(
                        Placement.lasting(pairs("worn", 12).get(i), Duration.ofSeconds(3)),
                        Duration.ofMillis(800L * i)))
                .toList();

        try (AgentFleet fleet = AgentFleet.start(plan(1, 8, false), place.withTokens(), log)) {
            fleet.begin(placements);
            fleet.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(log.all(AgentEvent.PairEnded.class)).hasSize(12);
        assertThat(log.all(AgentEvent.PairFailed.class)).isEmpty();
        assertThat(log.pids()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(log.lost()).isEmpty();
        assertThat(log.all(AgentEvent.AllEnded.class)).hasSameSizeAs(log.pids().keySet());
    }

    @Test
    void a_new_host_takes_over_the_calls_of_one_that_died() throws Exception {
        List<AgentOrder.Pair> pairs = pairs("taken", 2);

        try (AgentFleet fleet = AgentFleet.start(plan(1, 1000, true), place.withTokens(), log)) {
            fleet.begin(Placement.paced(pairs, 10, PATIENCE));
            log.await(
                    "two calls",
                    PATIENCE,
                    () -> log.all(AgentEvent.PairConnected.class).size() == 2);
            ProcessHandle.of(log.pids().get(1)).orElseThrow().destroyForcibly();
            log.await(
                    "two more",
                    PATIENCE,
                    () -> log.all(AgentEvent.PairConnected.class).size() == 4);
            fleet.stop();
            fleet.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(log.lost()).containsOnlyKeys(1);
        assertThat(log.lost().get(1)).containsExactlyInAnyOrder("udp-taken0", "udp-taken1");
        assertThat(log.pids()).hasSize(2);
        assertThat(log.all(AgentEvent.PairEnded.class)).hasSize(2);
    }

    @Test
    void without_replacement_a_dead_host_ends_its_calls_and_the_fleet() throws Exception {
        try (AgentFleet fleet = AgentFleet.start(plan(1, 1000, false), place.withTokens(), log)) {
            fleet.begin(Placement.paced(pairs("dead", 1), 10, PATIENCE));
            log.await(
                    "a call",
                    PATIENCE,
                    () -> !log.all(AgentEvent.PairConnected.class).isEmpty());
            ProcessHandle.of(log.pids().get(1)).orElseThrow().destroyForcibly();
            fleet.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(log.lost().get(1)).containsExactly("udp-dead0");
        assertThat(log.pids()).hasSize(1);
    }

    private FleetPlan plan(int hosts, int recycleAfterPeers, boolean replaceLost) {
        return new FleetPlan(
                hosts, recycleAfterPeers, NO_BOUND, replaceLost, place.begin(), folder.resolve("agents.log"));
    }

    private static List<AgentOrder.Pair> pairs(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestPlace.order(TestPlace.pair(TurnTransport.UDP, name + i), Duration.ZERO))
                .toList();
    }
}
