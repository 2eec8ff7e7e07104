package dev.plimsoll.bench.measure;

import io.netty.util.Version;
import java.nio.file.Path;

/** The machine and the versions that figures belong to. */
public final class Machine {
    private Machine() {}

    /** @param details lines that belong to one benchmark */
    public static String describe(String... details) {
        String machine = String.join(
                "\n",
                "machine:  " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + line("/proc/cpuinfo", "model name") + ", memory " + line("/proc/meminfo", "MemTotal"),
                "system:   " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK:      " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                "Netty:    " + Version.identify().get("netty-common").artifactVersion());
        return machine + "\n" + String.join("\n", details);
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
