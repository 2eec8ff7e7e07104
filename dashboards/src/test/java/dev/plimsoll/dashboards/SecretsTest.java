package dev.plimsoll.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void every_secret_of_the_compose_file_is_made_anew_and_readable_by_its_owner_alone() throws Exception {
        Path env = folder.resolve(".env");
        assertThat(make(env)).isZero();
        assertThat(make(folder.resolve("other"))).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
                .isEqualTo("rw-------");
        Map<String, String> made = read(env);
        assertThat(made.values()).allMatch(secret -> secret.matches("[0-9a-f]{48}"));
        assertThat(made.values())
                .doesNotContainAnyElementsOf(read(folder.resolve("other")).values());
        assertThat(made).hasSize(4);
        String compose = Files.readString(Path.of("compose.yaml"));
        made.keySet().forEach(name -> assertThat(compose).contains("${" + name + ":?"));
    }

    @Test
    void secrets_that_are_there_are_kept() throws Exception {
        Path env = Files.writeString(folder.resolve(".env"), "INFLUX_TOKEN=mine\n");

        assertThat(make(env)).isEqualTo(1);
        assertThat(env).hasContent("INFLUX_TOKEN=mine\n");
    }

    private int make(Path env) throws IOException, InterruptedException {
        return new ProcessBuilder("./secrets", env.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
    }

    private static Map<String, String> read(Path env) throws IOException {
        try (var lines = Files.lines(env)) {
            return lines.map(line -> line.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1]));
        }
    }
}
