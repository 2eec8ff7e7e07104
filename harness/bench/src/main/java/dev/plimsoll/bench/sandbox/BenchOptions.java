package dev.plimsoll.bench.sandbox;

import dev.plimsoll.sandbox.SandboxMain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, String> named = new HashMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                String[] parts = argument.substring(2).split("=", 2);
                named.put(parts[0], parts.length == 2 ? parts[1] : "true");
            }
        }
        List<String> wanted =
                arguments.stream().filter(a -> !a.startsWith("--")).toList();
        List<Case> all = List.of(
                new IdleCase(number(named, "connections", 19_000)),
                TrafficCase.fanOut(),
                TrafficCase.publish(),
                new StormCase(STORM));
        return new BenchOptions(
                all.stream()
                        .filter(c -> wanted.isEmpty() || wanted.contains(c.id()))
                        .toList(),
                number(named, "rounds", 3),
                number(named, "warm-up", 10),
                number(named, "seconds", 15),
                named.containsKey("jvm") ? List.of(named.get("jvm").split(" ", -1)) : SandboxMain.JVM_OPTIONS,
                named.containsKey("profile"),
                named.containsKey("histogram"));
    }

    private static int number(Map<String, String> named, String name, int otherwise) {
        return Integer.parseInt(named.getOrDefault(name, Integer.toString(otherwise)));
    }
}
