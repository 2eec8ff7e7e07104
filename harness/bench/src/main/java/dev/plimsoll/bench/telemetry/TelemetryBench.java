package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Folders;
import dev.plimsoll.bench.measure.Machine;
import dev.plimsoll.bench.measure.Options;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.RunJvm;
import dev.plimsoll.bench.measure.Summary;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The benchmark of the telemetry; {@code harness/bench/telemetry} starts it. */
public final class TelemetryBench {
    private static final String OUTAGE = "outage";
    private static final String DISK = "disk";

    private final PrintStream out;
    private final int rounds;

    private TelemetryBench(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options = Options.of(arguments);
        TelemetryBench bench = new TelemetryBench(out, options.number("rounds", 3));
        out.println(Machine.describe(
                "contenders: influxdb-client-java "
                        + com.influxdb.client.InfluxDBClient.class.getPackage().getImplementationVersion()
                        + ", JVM options " + String.join(" ", Trial.JVM),
                "outages:    " + (Influxd.obstacle().isPresent() ? "no influxd" : Influxd.version()) + ", JVM options "
                        + String.join(" ", RunJvm.OPTIONS),
                "rounds:     " + bench.rounds));
        for (Case one : cases(options)) {
            bench.rounds(one);
        }
        System.exit(0);
    }

    private static List<Case> cases(Options options) {
        List<Case> cases = new ArrayList<>();
        List<String> contenders = options.cases().stream()
                .filter(name -> !List.of(OUTAGE, DISK).contains(name))
                .toList();
        if (options.cases().isEmpty() || !contenders.isEmpty()) {
            cases.add(new CostCase(contenders(contenders), setting(options.named())));
        }
        if (options.cases().contains(OUTAGE)) {
            cases.add(new OutageCase(
                    options.decimal("minutes", 12),
                    options.decimal("away", 10),
                    options.decimal("rate", 5_000),
                    options.decimal("warm-up", 10),
                    options.has("kill")));
        }
        if (options.cases().contains(DISK)) {
            cases.add(new DiskCase(
                    options.decimal("full", 30),
                    options.decimal("around", 60),
                    options.decimal("rate", 50_000),
                    options.decimal("warm-up", 10)));
        }
        return cases;
    }

    private static Trial.Setting setting(Map<String, String> named) {
        return new Trial.Setting(
                named.getOrDefault("rate", "50000"),
                named.getOrDefault("warm-up", "10"),
                named.getOrDefault("seconds", "60"));
    }

    private static List<Contender> contenders(List<String> names) {
        List<Contender> named = names.stream()
                .map(name -> Contender.of(name)
                        .orElseThrow(() -> new IllegalArgumentException("there is no case or contender " + name)))
                .toList();
        return named.isEmpty() ? List.of(Contender.values()) : named;
    }

    private void rounds(Case one) throws IOException, InterruptedException {
        out.println("\n" + one.title());
        Summary summary = new Summary(one.title());
        for (int round = 1; round <= rounds; round++) {
            Path folder = Files.createTempDirectory("plimsoll-bench");
            try {
                Optional<String> obstacle = one.obstacle(folder);
                if (obstacle.isPresent()) {
                    out.println("  skipped: " + obstacle.get());
                    return;
                }
                List<Reading> readings = one.round(round, folder);
                out.println("  round " + round + ": " + Summary.line(readings));
                summary.add(readings);
            } finally {
                Folders.delete(folder);
            }
        }
        out.println(summary.markdown());
    }
}
