package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.Machine;
import dev.plimsoll.bench.measure.Profile;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import dev.plimsoll.bench.measure.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The capacity benchmark of the sandbox; {@code harness/sandbox/bench} starts it. */
public final class Bench {
    private final BenchOptions options;
    private final PrintStream out;
    private final Path folder;

    private Bench(BenchOptions options, PrintStream out, Path folder) {
        this.options = options;
        this.out = out;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        BenchOptions options = BenchOptions.parse(List.of(arguments));
        new Bench(options, out, Files.createTempDirectory("plimsoll-bench")).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        out.println(Machine.describe(
                "sandbox:  JVM options " + String.join(" ", options.sandboxJvm()),
                "rounds:   " + options.rounds() + ", warm-up " + options.warmUpSeconds() + " s, measured "
                        + options.measuredSeconds() + " s" + (options.profile() ? ", with Flight Recorder" : "")));
        for (Case kind : options.cases()) {
            out.println("\n" + kind.title());
            Summary summary = new Summary(kind.title());
            for (int round = 1; round <= options.rounds(); round++) {
                List<Reading> readings = round(kind, round);
                out.println("  round " + round + ": " + Summary.line(readings));
                summary.add(readings);
            }
            out.println(summary.markdown());
        }
    }

    private List<Reading> round(Case kind, int round) throws IOException, InterruptedException {
        Path recording = folder.resolve(kind.id() + "-" + round + ".jfr");
        List<String> jvm = new ArrayList<>(options.sandboxJvm());
        if (options.profile()) {
            jvm.addAll(Profile.jvmOptions(recording));
        }
        Stopwatch times = new Stopwatch(options.warmUpSeconds(), options.measuredSeconds());
        List<Reading> readings;
        try (SandboxProcess sandbox = SandboxProcess.start(jvm, folder.resolve("sandbox.log"))) {
            readings = kind.round(sandbox, times);
            if (options.histogram()) {
                out.println(sandbox.jcmd("GC.class_histogram").lines().limit(40).reduce("", (a, b) -> a + "\n" + b));
            }
            sandbox.stop();
        }
        if (options.profile()) {
            out.println(Profile.read(recording, times, "vert.x-eventloop").text());
        }
        return readings;
    }
}
