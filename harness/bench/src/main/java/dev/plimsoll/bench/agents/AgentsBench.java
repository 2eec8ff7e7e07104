package dev.plimsoll.bench.agents;

import dev.plimsoll.bench.measure.Machine;
import dev.plimsoll.bench.measure.Options;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.Summary;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The benchmark of the agents; {@code harness/bench/agents} starts it. */
public final class AgentsBench {
    private static final double REST_SECONDS = 5;

    private AgentsBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options = Options.of(arguments);
        int rounds = options.number("rounds", 3);
        Timing timing = new Timing(REST_SECONDS, options.number("warm-up", 15), options.number("seconds", 30));
        Path folder = Files.createTempDirectory("plimsoll-bench");
        out.println(Machine.describe(
                "library:  webrtc-java " + version(dev.onvoid.webrtc.PeerConnectionFactory.class),
                "browser:  " + Browser.version(),
                "measured: " + (int) timing.measuredSeconds() + " s after " + (int) timing.warmUpSeconds()
                        + " s with all calls",
                "rounds:   " + rounds + ", contenders in turn; what they leave behind is in " + folder));
        for (Case one : cases(options, timing)) {
            if (options.wants(one.id())) {
                rounds(one, rounds, folder, out);
            }
        }
        System.exit(0);
    }

    private static List<Case> cases(Options options, Timing timing) {
        return List.of(
                cost(CallKind.DATA, 40, 40, 10, options, timing),
                cost(CallKind.OPUS, 20, 10, 5, options, timing),
                cost(CallKind.VIDEO, 6, 4, 3, options, timing),
                new DensityCase(options.number("density-pairs", 400), timing, options.has("profile")),
                new ChurnCase("setup", options.number("setups", 600), 10, 5),
                new ChurnCase("calls", options.number("calls", 2_000), 10, 5));
    }

    /** How many pairs each contender holds is such that all keep up on two cores. */
    private static Case cost(CallKind kind, int plimsoll, int twoPages, int pageAnEnd, Options options, Timing timing) {
        Map<Contender, Integer> pairs = new EnumMap<>(Contender.class);
        pairs.put(Contender.PLIMSOLL, plimsoll);
        pairs.put(Contender.TWO_PAGES, twoPages);
        pairs.put(Contender.PAGE_AN_END, pageAnEnd);
        pairs.replaceAll((contender, usual) -> options.number(contender.option(), usual));
        pairs.values().removeIf(count -> count == 0);
        return new CostCase(kind, pairs, timing);
    }

    private static void rounds(Case one, int rounds, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        out.println("\n" + one.title());
        Summary summary = new Summary(one.title());
        for (int round = 1; round <= rounds; round++) {
            List<Reading> readings = one.round(round, folder);
            out.println("  round " + round + ": " + Summary.line(readings));
            summary.add(readings);
        }
        out.println(summary.markdown());
    }

    /** The library's manifest names none; its file does. */
    private static String version(Class<?> type) {
        String file = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
        return file.replaceAll("^webrtc-java-|\\.jar$", "");
    }
}
