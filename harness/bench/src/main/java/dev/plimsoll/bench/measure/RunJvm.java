package dev.plimsoll.bench.measure;

import java.util.List;

/** The JVM of a run. */
public final class RunJvm {
    /** As the launcher gives them. */
    public static final List<String> OPTIONS = List.of(
            "-XX:+UseParallelGC",
            "-XX:TieredCompileTaskTimeout=60000",
            "-Xmx2g",
            "-Xmn64m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private RunJvm() {}
}
