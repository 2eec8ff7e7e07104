package dev.plimsoll.bench.live;

import dev.plimsoll.bench.measure.Folders;
import dev.plimsoll.bench.measure.Machine;
import dev.plimsoll.bench.measure.Options;
import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.Summary;
import dev.plimsoll.bench.signalling.Job;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmark of the live page; {@code harness/bench/live} starts it. */
public final class LiveBench {
    private static final double OPENED_PER_SECOND = 500;
    private static final int CONNECTIONS_A_CHANNEL = 10;
    /** What a turn takes beside settling and measuring. */
    private static final double SLACK_SECONDS = 15;

    private LiveBench() {}

    /** @param callPoints points of calls a second, beside those of the load */
    private record Setting(
            int rounds, double warmUp, double settle, double seconds, int connections, int publishes, int callPoints) {
        static Setting of(Options options) {
            return new Setting(
                    options.number("rounds", 5),
                    options.decimal("warm-up", 60),
                    options.decimal("settle", 8),
                    options.decimal("seconds", 30),
                    options.number("connections", 5_000),
                    options.number("publishes", 500),
                    options.number("call-points", 1_000));
        }

        Job job() {
            double turns = rounds * Audience.values().length * (settle + seconds + SLACK_SECONDS);
            int hold = (int) (warmUp + turns + SLACK_SECONDS);
            int channels = Math.max(1, connections / CONNECTIONS_A_CHANNEL);
            return Job.held(connections, channels, OPENED_PER_SECOND, hold, publishes);
        }

        String title() {
            return String.format(
                    "Live page: %,d connections, %,d publishes/s in channels of %d, %,d points/s of calls; %.3g s a turn",
                    connections, publishes, CONNECTIONS_A_CHANNEL, callPoints, seconds);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Setting setting = Setting.of(Options.of(arguments));
        out.println(Machine.describe(
                "run:      JVM options " + String.join(" ", LookedAtRun.JVM),
                "rounds:   " + setting.rounds() + ", audiences in turn, " + setting.warmUp()
                        + " s after all are open"));
        out.println("\n" + setting.title());
        Path folder = Files.createTempDirectory("plimsoll-bench");
        try (LookedAtRun run = LookedAtRun.start(setting.job(), setting.callPoints(), folder)) {
            run.awaitOpen(setting.connections());
            Pause.seconds(setting.warmUp());
            rounds(run, setting, out);
        } finally {
            Folders.delete(folder);
        }
        System.exit(0);
    }

    private static void rounds(LookedAtRun run, Setting setting, PrintStream out)
            throws IOException, InterruptedException {
        Summary summary = new Summary(setting.title());
        for (int round = 1; round <= setting.rounds(); round++) {
            List<Reading> readings = LiveRound.of(run, round, setting.settle(), setting.seconds())
                    .readings();
            out.println("  round " + round + ": " + Summary.line(readings));
            summary.add(readings);
        }
        out.println(summary.markdown());
    }
}
