package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.Options;
import dev.plimsoll.sandbox.SandboxMain;
import java.util.List;

/**
 * What to measure and how often.
 *
 * @param sandboxJvm options of the sandbox's JVM; by default those that a run uses
 * @param profile whether Flight Recorder runs in the sandbox, which costs a little
 * @param histogram whether to show what fills the heap at the end of a round
 */
record BenchOptions(
        List<Case> cases,
        int rounds,
        double warmUpSeconds,
        double measuredSeconds,
        List<String> sandboxJvm,
        boolean profile,
        boolean histogram) {

    private static final int STORM = 10_000;

    /** Takes case names, and options as {@code --name=value}. */
    static BenchOptions parse(List<String> arguments) {
        Options options = Options.of(arguments.toArray(String[]::new));
        List<Case> all = List.of(
                new IdleCase(options.number("connections", 19_000)),
                TrafficCase.fanOut(),
                TrafficCase.publish(),
                new StormCase(STORM));
        return new BenchOptions(
                all.stream().filter(c -> options.wants(c.id())).toList(),
                options.number("rounds", 3),
                options.number("warm-up", 10),
                options.number("seconds", 15),
                options.words("jvm", SandboxMain.JVM_OPTIONS),
                options.has("profile"),
                options.has("histogram"));
    }
}
