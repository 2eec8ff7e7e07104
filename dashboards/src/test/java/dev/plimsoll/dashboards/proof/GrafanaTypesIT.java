package dev.plimsoll.dashboards.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards against the types, units and reducers that Grafana publishes on npm. */
class GrafanaTypesIT {
    private static final Path SOURCE = Path.of("check");
    private static final Path CHECK = Path.of("target", "check").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    Path folder;

    private record Ended(int exitCode, String output) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(CHECK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, CHECK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path lock = CHECK.resolve("package-lock.json");
        Path installed = CHECK.resolve("installed.json");
        if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
            Ended npm = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            assertThat(npm.exitCode()).as(npm.output()).isZero();
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void the_dashboards_are_as_grafana_wants_them() throws IOException, InterruptedException {
        Ended check = check(GrafanaFolder.DASHBOARDS.toAbsolutePath());

        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("4 dashboards, 0 problems");
    }

    @Test
    void a_dashboard_that_grafana_would_not_read_is_found_out() throws IOException, InterruptedException {
        Path capacity = GrafanaFolder.DASHBOARDS.resolve("capacity.json");
        String wrong = Files.readString(capacity)
                .replace("\"schemaVersion\": 41", "\"schemaVersion\": \"41\"")
                .replace("\"drawStyle\": \"bars\"", "\"drawStyle\": \"stripes\"")
                .replace("\"unit\": \"ms\"", "\"unit\": \"blink\"");
        Files.writeString(folder.resolve("capacity.json"), wrong);
        String live = Files.readString(GrafanaFolder.DASHBOARDS.resolve("live-quality.json"));
        Files.writeString(folder.resolve("live.json"), live.replace("lastNotNull", "lastOfAll"));

        Ended check = check(folder);

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output())
                .contains("schemaVersion", "stripes", "there is no unit blink", "there is no reducer lastOfAll");
    }

    private static Ended check(Path dashboards) throws IOException, InterruptedException {
        return run(List.of("node", "check.mjs", dashboards.toString()));
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Path log = CHECK.resolve(command.get(0) + ".log");
        Process process = new ProcessBuilder(command)
                .directory(CHECK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end; see " + log);
        }
        return new Ended(process.exitValue(), Files.readString(log));
    }
}
