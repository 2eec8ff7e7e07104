package dev.plimsoll.bench.signalling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Artillery of npm at the same job, with a Node of npm as new as it wants. The script installs both. */
final class Artillery {
    private static final String HOME = "plimsoll.bench.artillery";
    private static final String SCENARIO = "artillery.yml";

    private Artillery() {}

    static boolean isInstalled() {
        return System.getProperty(HOME) != null && Files.exists(home().resolve("node_modules/.bin/artillery"));
    }

    static List<String> command(Path folder) throws IOException {
        Path scenario = folder.resolve(SCENARIO);
        try (InputStream source = Artillery.class.getResourceAsStream(SCENARIO)) {
            Files.copy(source, scenario);
        }
        return List.of(
                home().resolve("node_modules/.bin/node").toString(),
                home().resolve("node_modules/.bin/artillery").toString(),
                "run",
                "--quiet",
                scenario.toString());
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }

    /** What the scenario takes of its environment. */
    static Map<String, String> environment(Job job, String url) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BENCH_URL", url);
        environment.put("BENCH_CONNECTIONS", Integer.toString(job.connections()));
        environment.put("BENCH_RAMP_SECONDS", Long.toString(Math.round(job.rampSeconds())));
        environment.put("BENCH_PUBLISHES", Integer.toString(publishesEach(job)));
        environment.put("BENCH_STAY_SECONDS", Integer.toString(publishesEach(job) == 0 ? job.holdSeconds() : 1));
        environment.put("ARTILLERY_DISABLE_TELEMETRY", "true");
        return environment;
    }

    /** At one a second, or none. */
    static int publishesEach(Job job) {
        return job.plan().connections().get(0).publishes().count();
    }
}
