package dev.plimsoll.agents.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.TestPlace;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.scenario.TurnTransport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many calls, one after the other, in one host: nothing of them is left behind. About three minutes; the system property
 * {@code plimsoll.churn.calls} makes it longer or shorter. What it measures is left in {@code target/churn.txt}.
 */
class ChurnIT {
    private static final int CALLS = Integer.getInteger("plimsoll.churn.calls", 1_000);
    private static final int PER_SECOND = 6;
    /** Long enough for a machine that is held up for seconds: what is not connected by its end has failed. */
    private static final Duration CALL = Duration.ofSeconds(15);
    /** By then the library and the JVM have what they keep. */
    private static final int WARM_UP_PEERS = 400;

    private static final double MOST_BYTES_A_PEER = 10_000;
    /** What allocators and compilers move up or down meanwhile, however many calls there are. */
    private static final double RESTLESS_BYTES = 12e6;

    @TempDir
    Path folder;

    private final FleetLog log = new FleetLog();

    @Test
    void finished_calls_leave_neither_memory_nor_allocations_behind() throws Exception {
        try (TestPlace place = TestPlace.start()) {
            long socketsBefore = sockets(place);
            FleetPlan plan = new FleetPlan(
                    1,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    false,
                    place.begin(1, false, false),
                    folder.resolve("churn.log"));
            try (AgentFleet fleet = AgentFleet.start(plan, place.withTokens(), log)) {
                fleet.begin(placements());
                fleet.ended().get(CALLS / PER_SECOND + 120, TimeUnit.SECONDS);
            }

            assertThat(log.lost()).isEmpty();
            assertThat(log.all(AgentEvent.PairFailed.class)).isEmpty();
            assertThat(log.all(AgentEvent.PairEnded.class)).hasSize(CALLS);
            Growth growth = growth(log.vitalsOf(1));
            Files.writeString(
                    Path.of("target", "churn.txt"),
                    "%d calls: %.0f bytes of native memory a finished peer; set up in %s%n"
                            .formatted(CALLS, growth.bytes() / growth.peers(), setups()));
            assertThat(growth.bytes()).isLessThan(growth.peers() * MOST_BYTES_A_PEER + RESTLESS_BYTES);
            awaitSockets(place, socketsBefore);
        }
    }

    private static List<Placement> placements() {
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            AgentOrder.Pair pair = TestPlace.order(TestPlace.pair(TurnTransport.UDP, "churn" + i), CALL);
            placements.add(new Placement(pair, Duration.ofNanos(i * 1_000_000_000L / PER_SECOND)));
        }
        return placements;
    }

    private record Growth(double bytes, int peers) {}

    /** From when it is warm to the end; calls that are open count for both alike. */
    private static Growth growth(List<AgentEvent.HostVitals> vitals) {
        AgentEvent.HostVitals first = vitals.stream()
                .filter(now -> now.peersMade() >= WARM_UP_PEERS)
                .findFirst()
                .orElseThrow();
        AgentEvent.HostVitals last = vitals.stream()
                .filter(now -> now.peersMade() >= 2 * CALLS && now.peersOpen() > 0)
                .findFirst()
                .orElseThrow();
        return new Growth(nativeBytes(last) - nativeBytes(first), last.peersMade() - first.peersMade());
    }

    private static double nativeBytes(AgentEvent.HostVitals vitals) {
        return (double) vitals.residentBytes() - vitals.heapCommittedBytes();
    }

    private String setups() {
        List<Long> sorted = log.all(AgentEvent.PairConnected.class).stream()
                .map(AgentEvent.PairConnected::setupNanos)
                .sorted()
                .toList();
        return "%d ms (median), %d ms (99 %%)"
                .formatted(sorted.get(sorted.size() / 2) / 1_000_000, sorted.get(sorted.size() * 99 / 100) / 1_000_000);
    }

    /** Every allocation has a socket of coturn's. */
    private static void awaitSockets(TestPlace place, long before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sockets(place) > before && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(sockets(place)).as("sockets of coturn").isLessThanOrEqualTo(before);
    }

    private static long sockets(TestPlace place) throws IOException {
        long pid = place.sandbox().coturn().orElseThrow().pid();
        long count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                count += isSocket(file) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }
}
