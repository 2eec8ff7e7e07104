package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.report.SearchJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole searches, as a person starts them. */
class SearchIT {
    /** The sandbox gives way at 58 connections, because it is told to. */
    private static final String SCENARIO = """
            name: small
            target: { sandbox: { turn: false, maxConcurrentConnections: 57, connectsPerIp: 1000 } }
            signalling: { connections: 30, channels: 3, rampUp: 1s, hold: 3s, publishers: 20%, publishRate: 2/s }
            expectations: [ signalling.rejected == 0, signalling.lost == 0 ]
            """;

    @TempDir
    Path folder;

    private Cli search(String scenario, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("search", Cli.scenario(folder, scenario), "--cool-down", "100ms"));
        arguments.addAll(List.of(options));
        return Cli.start(folder, Map.of("KEY", "pk_live_x"), arguments.toArray(String[]::new));
    }

    @Test
    void a_limit_that_the_service_has_is_found_and_named_although_the_search_was_interrupted() throws Exception {
        Cli first = search(SCENARIO, "--to=100", "--precision=12%", "--confirm=1");
        first.await(() -> isLoading(first, "small-45-"));
        List<ProcessHandle> children = first.descendants().toList();
        first.signal("INT");

        assertThat(first.exitCode()).as(first::output).isEqualTo(130);
        for (ProcessHandle child : children) {
            child.onExit().get(15, TimeUnit.SECONDS);
        }
        Path left = first.reportFolder();
        assertThat(first.output()).contains("to go on: ./plimsoll search", "--resume reports/" + left.getFileName());
        assertThat(values(state(left))).containsExactly(30L, 60L);
        assertThat(state(left).get("finding").isNull()).isTrue();

        Cli second = search(SCENARIO, "--resume", left.toString());

        assertThat(second.exitCode()).as(second::output).isZero();
        JsonNode state = state(left);
        assertThat(schemaProblems(state)).isEmpty();
        assertThat(values(state)).containsExactly(30L, 60L, 45L, 52L, 56L, 56L);
        assertThat(state.at("/finding/highest").asInt()).isEqualTo(56);
        assertThat(state.at("/finding/timesHeld").asInt()).isEqualTo(2);
        assertThat(state.at("/finding/lowestThatGave").asInt()).isEqualTo(60);
        assertThat(state.at("/finding/why").asText())
                .isEqualTo("rejections: signalling.rejected 3, expected == 0 (3 \u00d7 4010)");
        assertThat(second.output()).contains("resumed after 2 trials", "The knee: 56 connections held, 2 times of 2");
        assertThat(second.output().lines().filter(line -> line.contains("connections  ")))
                .as("a line a trial")
                .hasSize(6);
        assertThat(second.output()).doesNotContain("sandbox at");
        everyTrialIsARunOfItsOwn(left, state);
    }

    private static boolean isLoading(Cli cli, String run) {
        try (Stream<Path> files = Files.walk(cli.reportFolder(), 2)) {
            return files.anyMatch(file -> file.endsWith("gatling")
                    && file.getParent().getFileName().toString().startsWith(run));
        } catch (IOException | UncheckedIOException | NoSuchElementException notYet) {
            return false;
        }
    }

    /** Gatling, its statics, the logs and the meters must serve one run after another in one JVM. */
    private static void everyTrialIsARunOfItsOwn(Path left, JsonNode state) throws IOException {
        for (JsonNode trial : state.get("trials")) {
            Path run = left.resolve(trial.get("runId").asText());
            JsonNode result =
                    new ObjectMapper().readTree(run.resolve("result.json").toFile());
            assertThat(result.at("/signalling/attempted").asLong())
                    .isEqualTo(trial.get("value").asLong());
            assertThat(result.at("/signalling/published").asLong()).isPositive();
            assertThat(result.at("/sandbox/accepted").asLong())
                    .isEqualTo(result.at("/signalling/accepted").asLong());
            assertThat(run).isDirectoryContaining("glob:**/report.html").isDirectoryContaining("glob:**/plimsoll.log");
            try (Stream<Path> files = Files.walk(run.resolve("gatling"))) {
                assertThat(files.filter(file -> file.endsWith("index.html"))).hasSize(1);
            }
        }
    }

    @Test
    void what_the_generator_cannot_send_ends_the_search_as_invalid() throws Exception {
        Cli cli = search("""
                name: loud
                target: { sandbox: { turn: false } }
                signalling: { connections: 2, channels: 1, rampUp: 1s, hold: 3s, publishers: 50% }
                expectations: [ signalling.publishRefused == 0, signalling.lost == 0 ]
                """, "--dimension=publish-rate", "--from=50", "--to=100", "--precision=20%", "--confirm=0");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(4);
        JsonNode state = state(cli.reportFolder());
        assertThat(schemaProblems(state)).isEmpty();
        assertThat(values(state)).containsExactly(50L, 100L, 75L, 87L);
        assertThat(state.at("/trials/0/figures/published").asInt()).isEqualTo(50);
        assertThat(state.at("/trials/1/runId").isNull()).isTrue();
        assertThat(state.at("/finding/highest").asInt()).isEqualTo(75);
        assertThat(cli.output())
                .contains("75 publishes/s held, once; the trial at 87 is not valid")
                .contains("generator: signalling.publishRate: is above what one connection may send");
    }

    @Test
    void a_target_that_nobody_answers_at_ends_the_search() throws Exception {
        int port = Cli.unusedPort();
        Cli cli = search("""
                name: remote
                target:
                  remote:
                    url: ws://127.0.0.1:%d
                    key: env:KEY
                    budget: { connections: 100, messages: 1000, duration: 1h }
                signalling: { connections: 10, channels: 1, rampUp: 1s, hold: 3s }
                expectations: [ signalling.rejected == 0 ]
                """.formatted(port));

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(3);
        assertThat(cli.output())
                .contains("the scenario's budget holds for each trial", "cannot be reached", "to go on: ")
                .doesNotContain("pk_live_x", "\tat ");
    }

    @Test
    void a_scenario_without_expectations_is_refused() throws Exception {
        Cli cli = search(SCENARIO.replaceAll("expectations:.*", ""));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.output()).contains("expects nothing that could give way", "write expectations:");
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    private static List<Long> values(JsonNode state) {
        List<Long> values = new ArrayList<>();
        state.get("trials").forEach(trial -> values.add(trial.get("value").asLong()));
        return values;
    }

    private static JsonNode state(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("search.json").toFile());
    }

    private static List<?> schemaProblems(JsonNode state) throws IOException {
        try (InputStream in = SearchJson.class.getResourceAsStream("search.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(in))
                    .validate(state);
        }
    }
}
