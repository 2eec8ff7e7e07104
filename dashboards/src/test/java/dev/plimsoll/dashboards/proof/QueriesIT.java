package dev.plimsoll.dashboards.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.telemetry.upload.Influxd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every query that Grafana will ask, asked of a real InfluxDB that holds what a real run and a real watch uploaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesIT {
    private static final String DATABASE = "plimsoll";
    private static final Map<String, String> ALL = Map.of("run", ".*", "scenario", ".*", "target", ".*");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Path ANSWERS = Path.of("target", "answers");

    private Influxd influxd;
    private Instant watched;
    private Instant from;
    private Instant to;

    @BeforeAll
    void a_watch_and_a_run_have_uploaded_their_points(@TempDir Path folder) throws IOException, InterruptedException {
        influxd = Influxd.start(folder);
        influxd.query("", "CREATE DATABASE " + DATABASE);
        try (WriteBridge bridge = WriteBridge.start(influxd.url(), DATABASE)) {
            Sample sample = new Sample(bridge.url(), folder);
            watched = now();
            sample.watch();
            // What the watch said as it ended is no part of the run's pictures.
            from = now().plusSeconds(1);
            sample.run();
        }
        to = now().plusSeconds(1);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @AfterAll
    void stop() {
        if (influxd != null) {
            influxd.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_query_finds_rows() throws IOException {
        return GrafanaFolder.queries().stream()
                .map(query -> DynamicTest.dynamicTest(
                        query.name(),
                        () -> assertThat(numbers(ask(query, ALL, watched)))
                                .as(query.text())
                                .isPositive()));
    }

    @TestFactory
    Stream<DynamicTest> every_panel_of_one_run_finds_that_run_alone() throws IOException {
        Map<String, String> another = Map.of("run", "another", "scenario", ".*", "target", ".*");
        return GrafanaFolder.queries().stream()
                .filter(query -> query.text().contains("${run:regex}"))
                .map(query -> DynamicTest.dynamicTest(
                        query.name(),
                        () -> assertThat(numbers(ask(query, another, watched))).isZero()));
    }

    /** For the pictures: each dashboard with the answers to its queries, over the time of the run. */
    @Test
    void the_answers_are_kept_for_drawing() throws IOException, InterruptedException {
        Files.createDirectories(ANSWERS);
        for (JsonNode dashboard : GrafanaFolder.dashboards()) {
            ObjectNode kept = new JsonMapper().createObjectNode();
            kept.put("from", from.toEpochMilli()).put("to", to.toEpochMilli());
            kept.set("dashboard", dashboard);
            keepPanels(dashboard, kept.putObject("answers"));
            keepMarks(dashboard, kept.putArray("marks"));
            Path file = ANSWERS.resolve(dashboard.at("/uid").asText() + ".json");
            Files.writeString(file, kept.toString());
            assertThat(file).isNotEmptyFile();
        }
    }

    private void keepPanels(JsonNode dashboard, ObjectNode answers) throws IOException, InterruptedException {
        for (JsonNode panel : dashboard.at("/panels")) {
            for (GrafanaFolder.Query query :
                    GrafanaFolder.ofPanel(dashboard.at("/title").asText(), panel)) {
                answers.set(
                        panel.at("/id") + query.name().substring(query.name().length() - 1), ask(query, ALL, from));
            }
        }
    }

    private void keepMarks(JsonNode dashboard, ArrayNode marks) throws IOException, InterruptedException {
        for (JsonNode annotation : dashboard.at("/annotations/list")) {
            JsonNode answer = ask(GrafanaFolder.ofAnnotation(dashboard, annotation), ALL, from);
            ObjectNode kept =
                    marks.addObject().put("colour", annotation.at("/iconColor").asText());
            kept.set("series", answer);
        }
    }

    private JsonNode ask(GrafanaFolder.Query query, Map<String, String> chosen, Instant since)
            throws IOException, InterruptedException {
        String expanded = new GrafanaMacros(since, to, INTERVAL, chosen).expand(query.text());
        JsonNode answer = new JsonMapper().readTree(influxd.query(DATABASE, expanded));
        assertThat(answer.findValue("error")).as(expanded).isNull();
        return answer.at("/results/0/series");
    }

    /** How many values there are, times apart, of all series. */
    private static long numbers(JsonNode series) {
        long numbers = 0;
        for (JsonNode one : series) {
            for (JsonNode row : one.at("/values")) {
                for (int column = 1; column < row.size(); column++) {
                    numbers += row.get(column).isNull() ? 0 : 1;
                }
            }
        }
        return numbers;
    }
}
