package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.fleet.Placement;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Calls that come and go in one host: how long their set-up takes, and what they leave behind.
 *
 * @param calls how many in all
 * @param perSecond how many begin in a second
 * @param callSeconds from the begin of a call's set-up to its end
 */
record ChurnCase(String id, int calls, double perSecond, double callSeconds) implements Case {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** coturn lets go of a closed allocation when its refresh with a lifetime of zero has come. */
    private static final Duration RELEASE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(200);
    /** By then the library and the JVM have what they keep; of the peers of all calls. */
    private static final double WARM = 0.2;

    @Override
    public String title() {
        return String.format(
                "%,d calls, %.0f a second, each set up, held and ended in %.0f s", calls, perSecond, callSeconds);
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        try (Venue venue = Venue.start(folder)) {
            int before = venue.coturnSockets();
            AgentsLog log = churn(venue, folder);
            List<Reading> readings = new ArrayList<>(setups(log));
            readings.addAll(remains(log.vitals()));
            readings.add(new Reading("hosts lost", "", log.hostsLost()));
            readings.add(new Reading("sockets of coturn left", "", awaitRelease(venue, before) - before));
            return readings;
        }
    }

    private AgentsLog churn(Venue venue, Path folder) throws InterruptedException {
        try (AgentsSide side = AgentsSide.start(CallKind.DATA.settings(), venue, folder)) {
            List<Placement> placements = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                placements.add(new Placement(AgentsSide.pair(i, seconds(callSeconds)), seconds(i / perSecond)));
            }
            side.callAndEnd(placements, seconds(calls / perSecond + callSeconds).plus(PATIENCE));
            return side.log();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private List<Reading> setups(AgentsLog log) {
        Histogram setups = log.setupNanos();
        log.failures().forEach((reason, count) -> System.err.println("calls failed, " + reason + ": " + count));
        int failed =
                log.failures().values().stream().mapToInt(Integer::intValue).sum();
        return List.of(
                new Reading("calls set up", "", setups.getTotalCount()),
                new Reading("calls ended in order", "", log.ended()),
                new Reading("calls failed", "", failed),
                new Reading("set-up, p50", "ms", setups.getValueAtPercentile(50) / 1e6),
                new Reading("set-up, p99", "ms", setups.getValueAtPercentile(99) / 1e6),
                new Reading("set-up, longest", "ms", setups.getMaxValue() / 1e6));
    }

    /** From when the host is warm to its last call; calls that are open meanwhile are as many at both times. */
    private List<Reading> remains(List<AgentEvent.HostVitals> vitals) {
        AgentEvent.HostVitals first = vitals.stream()
                .filter(now -> now.peersMade() >= WARM * 2 * calls)
                .findFirst()
                .orElseThrow();
        // A call that failed early had no peers.
        int most =
                vitals.stream().mapToInt(AgentEvent.HostVitals::peersMade).max().orElseThrow();
        AgentEvent.HostVitals last = vitals.stream()
                .filter(now -> now.peersMade() == most)
                .findFirst()
                .orElseThrow();
        return List.of(
                growth("resident", first, last, AgentEvent.HostVitals::residentBytes),
                growth(
                        "resident beside the heap",
                        first,
                        last,
                        now -> (double) now.residentBytes() - now.heapCommittedBytes()),
                new Reading("resident at the end", "MB", last.residentBytes() / 1e6),
                new Reading("threads at the end", "", last.threads()));
    }

    private static Reading growth(
            String what,
            AgentEvent.HostVitals first,
            AgentEvent.HostVitals last,
            ToDoubleFunction<AgentEvent.HostVitals> bytes) {
        double grown = bytes.applyAsDouble(last) - bytes.applyAsDouble(first);
        int finished = (last.peersMade() - last.peersOpen()) - (first.peersMade() - first.peersOpen());
        return new Reading(what + ", growth a finished peer", "kB", grown / 1e3 / finished);
    }

    private static int awaitRelease(Venue venue, int before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RELEASE.toNanos();
        while (venue.coturnSockets() > before && System.nanoTime() - deadline < 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return venue.coturnSockets();
    }
}
