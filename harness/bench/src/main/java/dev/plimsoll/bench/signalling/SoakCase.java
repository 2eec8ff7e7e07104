package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Jcmd;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a long run with connections that come and go needs more and more memory. */
record SoakCase(int connections, double churnPerSecond, int minutes, int everySeconds) implements Case {
    /** Who has left is known to the ledger for two minutes; only then do as many go as come. */
    static final double SETTLED_MINUTES = 3;

    private static final Pattern TOTAL = Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern HEAP = Pattern.compile("Java Heap \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    /** Each sample takes a moment beside the time it waits. */
    private static final int SLACK_SECONDS = 60;

    @Override
    public String id() {
        return "soak";
    }

    @Override
    public String title() {
        return String.format(
                "Soak: %,d connections for %d min, %.0f replaced a second, %,d publishes/s",
                connections, minutes, churnPerSecond, publishes());
    }

    private int publishes() {
        return connections / 10;
    }

    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        Job job = Job.held(connections, connections / 10, 500, 60 * minutes + SLACK_SECONDS, publishes())
                .withChurn(churnPerSecond);
        List<String> jvm = new ArrayList<>(setting.contenderJvm());
        jvm.add("-XX:NativeMemoryTracking=summary");
        return Round.of(
                Contender.PLIMSOLL,
                job,
                new Round.Setting(setting.sandboxJvm(), jvm, setting.profile(), setting.folder()),
                this::soak);
    }

    /**
     * In MB.
     *
     * @param heap in use after a collection
     * @param nativeMemory committed beside the heap
     */
    record Sample(double minutes, double heap, double nativeMemory, double resident) {}

    private List<Reading> soak(Round round) throws IOException, InterruptedException {
        round.awaitOpen(connections);
        long start = System.nanoTime();
        List<Sample> samples = new ArrayList<>();
        double at = 0;
        while (at < minutes) {
            round.measure(everySeconds);
            at = (System.nanoTime() - start) / 60e9;
            samples.add(sample(round, at));
        }
        Outcome outcome = round.outcome();
        List<Sample> settled = samples.stream()
                .filter(s -> s.minutes >= Math.min(SETTLED_MINUTES, minutes / 2.0))
                .toList();
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading("connections accepted", "", outcome.accepted()));
        readings.add(new Reading("of attempted", "", outcome.attempted()));
        readings.add(new Reading("deliveries expected", "", outcome.expected()));
        readings.add(new Reading("lost", "", outcome.lost()));
        readings.addAll(slope("heap after GC", settled, Sample::heap));
        readings.addAll(slope("native memory", settled, Sample::nativeMemory));
        readings.addAll(slope("resident", settled, Sample::resident));
        return readings;
    }

    private interface Figure {
        double of(Sample sample);
    }

    private static List<Reading> slope(String name, List<Sample> samples, Figure figure) {
        Slope slope = Slope.of(samples.stream()
                .map(sample -> new Slope.Sample(sample.minutes, figure.of(sample)))
                .toList());
        return List.of(
                new Reading(name + ", first", "MB", figure.of(samples.get(0))),
                new Reading(name + ", last", "MB", figure.of(samples.get(samples.size() - 1))),
                new Reading(name + ", slope", "MB/min", slope.perMinute()),
                new Reading(name + ", standard error of the slope", "MB/min", slope.error()));
    }

    private static Sample sample(Round round, double minutes) throws IOException, InterruptedException {
        long pid = round.contenderPid();
        double heap = Jcmd.liveHeap(pid);
        String memory = Jcmd.run(pid, "VM.native_memory summary");
        double nativeMemory = Jcmd.sum(TOTAL, memory) - Jcmd.sum(HEAP, memory);
        return new Sample(minutes, heap / 1e3, nativeMemory / 1e3, round.contenderResident() / 1e6);
    }
}
