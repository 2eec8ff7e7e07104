package dev.plimsoll.sandbox.bench;

import io.netty.util.Version;
import java.nio.file.Path;

/** The machine and the versions that figures belong to. */
final class Machine {
    private Machine() {}

    static String describe(BenchOptions options) {
        return String.join(
                "\n",
                "machine:  " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + line("/proc/cpuinfo", "model name") + ", memory " + line("/proc/meminfo", "MemTotal"),
                "system:   " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK:      " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                "sandbox:  Netty " + Version.identify().get("netty-common").artifactVersion() + ", JVM options "
                        + String.join(" ", options.sandboxJvm()),
                "rounds:   " + options.rounds() + ", warm-up " + options.warmUpSeconds() + " s, measured "
                        + options.measuredSeconds() + " s" + (options.profile() ? ", with Flight Recorder" : ""));
    }

    private static String line(String file, String name) {
        return Proc.read(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
