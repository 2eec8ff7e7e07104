package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.scenario.SandboxSettings.Loaded;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's settings in files, and the schema of them, which is held to what the sandbox reads. */
class SandboxSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void the_schema_lists_every_setting_with_the_value_it_has_by_default() throws IOException {
        JsonNode documented = SandboxConfigReader.write(SandboxConfigReader.documented());

        assertSame(documented, schema(), "");
    }

    private static void assertSame(JsonNode documented, JsonNode schema, String at) {
        TreeSet<String> fields = new TreeSet<>();
        documented.fieldNames().forEachRemaining(fields::add);
        TreeSet<String> listed = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(listed::add);
        assertThat(listed).as("fields of " + at).isEqualTo(fields);
        for (Map.Entry<String, JsonNode> field : documented.properties()) {
            JsonNode property = schema.path("properties").path(field.getKey());
            String path = at + "/" + field.getKey();
            assertThat(property.path("description").asText()).as(path).isNotEmpty();
            if (field.getValue().isObject()) {
                assertSame(field.getValue(), property, path);
            } else if (property.has("default")) {
                assertThat(read(property.get("default")).toString())
                        .as(path)
                        .isEqualTo(field.getValue().toString().replaceFirst("[.]0$", ""));
            }
        }
    }

    /** Durations are written in several ways; what counts is what the sandbox makes of them. */
    private static JsonNode read(JsonNode value) {
        if (!value.isTextual() || !value.asText().matches("\\d+(ms|s|m|h)")) {
            return value;
        }
        JsonNode settings = new ObjectMapper().createObjectNode().set("connectWindow", value);
        return SandboxConfigReader.write(SandboxConfigReader.read(settings)).get("connectWindow");
    }

    @Test
    void the_schema_lists_every_fault() throws IOException {
        List<String> listed = new java.util.ArrayList<>();
        schema().at("/properties/faults/items/enum").forEach(id -> listed.add(id.asText()));

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Fault.values()).map(Fault::id).toList());
    }

    @Test
    void settings_are_laid_over_the_documented_ones() throws IOException {
        SandboxConfig config = valid("""
                maxConcurrentConnections: 7
                turnServer: { userQuota: 2 }
                apps: [{ name: one }, { name: two, suspended: true }]
                faults: [cap-off, slow-tail]
                """);

        assertThat(config.maxConcurrentConnections()).isEqualTo(7);
        assertThat(config.connectsPerIp()).isEqualTo(60);
        assertThat(config.turnServer().userQuota()).isEqualTo(2);
        assertThat(config.turnServer().staleNonce()).hasMinutes(10);
        assertThat(config.apps()).extracting(app -> app.channels()).containsOnly(List.of("**"));
        assertThat(config.faults()).containsExactlyInAnyOrder(Fault.CAP_OFF, Fault.SLOW_TAIL);
    }

    @Test
    void every_problem_is_told_with_its_line_and_what_to_write() throws IOException {
        assertThat(problems("""
                        maxConcurentConnections: 7
                        overRateMode: sometimes
                        faults: [slow-tial]
                        pingInterval: 30
                        """))
                .containsExactly(
                        "1 maxConcurentConnections: unknown field; did you mean 'maxConcurrentConnections'?",
                        "2 overRateMode: 'sometimes' is not known; known are close4011, delay, drop",
                        "3 faults[0]: 'slow-tial' is not known; did you mean 'slow-tail'?",
                        "4 pingInterval: '30' is not a text; write a duration, as 500ms, 15s, 2m or 1h");
    }

    @Test
    void settings_that_contradict_each_other_are_told() throws IOException {
        assertThat(problems("""
                        turnServer: { minPort: 50000, maxPort: 49999, bpsCapacity: 1000 }
                        apps: [{ name: a }, { name: a }]
                        """))
                .containsExactly(
                        "1 turnServer.minPort: is above maxPort; write a smaller one",
                        "1 turnServer.bpsCapacity: needs maxBps, without which coturn does not start; add it",
                        "2 apps: name one app twice; give every app a name of its own");
    }

    private SandboxConfig valid(String yaml) throws IOException {
        return ((Loaded.Valid) load(yaml)).config();
    }

    private List<String> problems(String yaml) throws IOException {
        return ((Loaded.Invalid) load(yaml))
                .problems().stream()
                        .map(problem ->
                                problem.line() + " " + problem.path() + ": " + problem.what() + "; " + problem.hint())
                        .toList();
    }

    private Loaded load(String yaml) throws IOException {
        return SandboxSettings.load(Files.writeString(folder.resolve("sandbox.yaml"), yaml));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in = SandboxSettingsTest.class.getResourceAsStream("/scenario.schema.json")) {
            return new ObjectMapper().readTree(in).at("/$defs/sandbox");
        }
    }
}
