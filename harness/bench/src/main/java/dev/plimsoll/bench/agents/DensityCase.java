package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.bench.measure.Jcmd;
import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.model.scenario.StatsOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Many relayed data pairs in one host, a message a second each, getStats of one end once a second.
 *
 * @param profile whether Flight Recorder runs in the host meanwhile, which costs a little
 */
record DensityCase(int pairs, Timing timing, boolean profile) implements Case {
    private static final int THREADS_SHOWN = 12;

    @Override
    public String id() {
        return "density";
    }

    @Override
    public String title() {
        return pairs + " relayed data pairs in one host, a message a second each, getStats of one end once a second";
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        try (Venue venue = Venue.start(folder);
                AgentsSide side = AgentsSide.start(CallKind.DATA.settings(StatsOf.ONE), venue, folder)) {
            Pause.seconds(timing.restSeconds());
            side.call(pairs);
            Pause.seconds(timing.warmUpSeconds());
            side.log().takeEchoNanos();
            if (profile) {
                Jcmd.run(side.pid(), "JFR.start settings=profile name=density");
            }
            Map<String, Double> threads = Proc.cpuOfThreads(side.pid());
            long points = side.log().points();
            Stretch stretch = Stretch.measure(side, venue, timing.measuredSeconds());
            points = side.log().points() - points;
            List<Reading> readings = readings(side, stretch);
            readings.add(new Reading("points", "1/s", points / stretch.cpu().seconds()));
            readings.addAll(stretch.beside());
            readings.addAll(busiest(threads, Proc.cpuOfThreads(side.pid()), stretch));
            if (profile) {
                Path recording = folder.resolve("density-" + round + ".jfr");
                Jcmd.run(side.pid(), "JFR.dump name=density filename=" + recording);
            }
            return readings;
        }
    }

    private List<Reading> readings(AgentsSide side, Stretch stretch) {
        List<AgentEvent.HostVitals> all = side.log().vitals();
        AgentEvent.HostVitals vitals = all.get(all.size() - 1);
        Histogram echoes = side.log().takeEchoNanos();
        return new ArrayList<>(List.of(
                new Reading("the host's CPU", "% of a core", 100 * stretch.sideCores()),
                new Reading("pairs relayed at the end that is sampled", "", side.relayed()),
                new Reading("echoes received, of those expected", "%", stretch.received(CallKind.DATA)),
                new Reading("echo, p50", "ms", echoes.getValueAtPercentile(50) / 1e6),
                new Reading("echo, p99", "ms", echoes.getValueAtPercentile(99) / 1e6),
                new Reading("threads", "", vitals.threads()),
                new Reading("open files", "", vitals.openFiles()),
                new Reading("resident", "MB", vitals.residentBytes() / 1e6),
                new Reading("resident beside the heap", "MB", beside(vitals) / 1e6),
                new Reading("points dropped", "", vitals.pointsDropped())));
    }

    private static double beside(AgentEvent.HostVitals vitals) {
        return (double) vitals.residentBytes() - vitals.heapCommittedBytes();
    }

    private static List<Reading> busiest(Map<String, Double> before, Map<String, Double> after, Stretch stretch) {
        return after.entrySet().stream()
                .map(entry -> new Reading(
                        "thread " + entry.getKey(),
                        "% of a core",
                        100
                                * (entry.getValue() - before.getOrDefault(entry.getKey(), 0.0))
                                / stretch.cpu().seconds()))
                .sorted(Comparator.comparingDouble(Reading::value).reversed())
                .limit(THREADS_SHOWN)
                .toList();
    }
}
