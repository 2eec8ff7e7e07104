package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Machine;
import dev.plimsoll.bench.measure.Options;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.RunJvm;
import dev.plimsoll.bench.measure.Summary;
import dev.plimsoll.sandbox.SandboxMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmark of the signalling load; {@code harness/bench/signalling} starts it. */
public final class SignallingBench {
    private static final int CONNECTIONS = 19_000;
    private static final double PER_SECOND = 2_000;

    private SignallingBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options = Options.of(arguments);
        int rounds = options.number("rounds", 3);
        int minutes = options.number("minutes", 30);
        List<String> jvm = options.words("jvm", List.of());
        List<String> sandboxJvm = options.words("sandbox-jvm", SandboxMain.JVM_OPTIONS);
        Path folder = Files.createTempDirectory("plimsoll-bench");
        Round.Setting setting = new Round.Setting(sandboxJvm, jvm, options.has("profile"), folder);
        List<String> wanted = options.cases();
        out.println(Machine.describe(
                "sandbox:    JVM options " + String.join(" ", sandboxJvm),
                "generators: JVM options " + String.join(" ", RunJvm.OPTIONS) + " " + String.join(" ", jvm),
                "rounds:     " + rounds + ", contenders in turn; what they leave behind is in " + folder));
        for (Case one : cases(minutes)) {
            if (wanted.contains(one.id()) || (wanted.isEmpty() && !one.id().equals("soak"))) {
                rounds(one, one.id().equals("soak") ? 1 : rounds, setting, out);
            }
        }
        System.exit(0);
    }

    private static List<Case> cases(int minutes) {
        return List.of(
                new HoldCase("hold", 1, CONNECTIONS, PER_SECOND),
                new HoldCase("two", 2, CONNECTIONS, PER_SECOND / 2),
                Cases.opening(),
                Cases.passing(),
                Cases.publishing(),
                Cases.delivering(),
                Cases.againstGatlingWs(),
                ArtilleryCase.connections(),
                ArtilleryCase.talk(),
                new LedgerCase(),
                new SoakCase(5_000, 50, minutes, 30));
    }

    private static void rounds(Case one, int rounds, Round.Setting setting, PrintStream out)
            throws IOException, InterruptedException {
        out.println("\n" + one.title());
        Summary summary = new Summary(one.title());
        for (int round = 1; round <= rounds; round++) {
            List<Reading> readings = one.round(round, setting);
            out.println("  round " + round + ": " + Summary.line(readings));
            summary.add(readings);
        }
        out.println(summary.markdown());
    }
}
