package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a run, seen from its first second to its last. */
class LiveIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCENARIO = """
            name: seen
            target: { sandbox: { turn: false, maxConcurrentConnections: 12 } }
            signalling: { connections: 15, channels: 3, rampUp: 3s, hold: 5s, publishers: 40%, publishRate: 2/s }
            expectations: [ signalling.lost == 0, signalling.accepted == 15 ]
            """;

    @TempDir
    Path folder;

    /** What a browser would hold: every value of every line by its second, and the last state. */
    private static final class Picture {
        private final List<List<Map<Long, Double>>> values = new ArrayList<>();
        private final Map<String, Map<Long, Double>> byName = new LinkedHashMap<>();
        private JsonNode state;
        private boolean ended;

        void take(String event, JsonNode data) {
            switch (event) {
                case "whole" -> whole(data);
                case "update" -> update(data);
                case "state" -> state = data;
                case "end" -> ended = true;
                default -> throw new AssertionError("event " + event);
            }
        }

        private void whole(JsonNode data) {
            values.clear();
            byName.clear();
            state = data.get("state");
            for (JsonNode chart : data.get("charts")) {
                List<Map<Long, Double>> lines = new ArrayList<>();
                for (JsonNode line : chart.get("lines")) {
                    Map<Long, Double> seconds = new TreeMap<>();
                    put(seconds, line.get("values"), data.get("from").asLong());
                    lines.add(seconds);
                    byName.put(chart.get("id").asText() + "/" + line.get("name").asText(), seconds);
                }
                values.add(lines);
            }
        }

        private void update(JsonNode data) {
            for (int chart = 0; chart < data.get("charts").size(); chart++) {
                for (int line = 0; line < data.get("charts").get(chart).size(); line++) {
                    put(
                            values.get(chart).get(line),
                            data.get("charts").get(chart).get(line),
                            data.get("from").asLong());
                }
            }
        }

        private static void put(Map<Long, Double> seconds, JsonNode values, long from) {
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isNull()) {
                    seconds.put(from + i, values.get(i).asDouble());
                }
            }
        }

        long sum(String line) {
            return Math.round(byName.get(line).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum());
        }
    }

    @Test
    void what_the_page_showed_adds_up_to_what_the_report_says() throws Exception {
        Cli cli = Cli.start(folder, Map.of(), "run", Cli.scenario(folder, SCENARIO), "--live-port", "0");
        cli.await(() -> cli.output().contains("live page at "));

        Picture picture = watch(url(cli));

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        JsonNode result = cli.result();
        assertThat(picture.ended).isTrue();
        assertThat(picture.sum("connects/accepted"))
                .isEqualTo(result.at("/signalling/accepted").asLong())
                .isEqualTo(12);
        assertThat(picture.sum("connects/4010"))
                .isEqualTo(result.at("/signalling/rejected/4010").asLong())
                .isEqualTo(3);
        assertThat(picture.sum("rates/published"))
                .isEqualTo(result.at("/signalling/published").asLong())
                .isPositive();
        assertThat(picture.sum("rates/delivered"))
                .isEqualTo(result.at("/signalling/delivered").asLong())
                .isPositive();
        assertThat(verdicts(picture.state.get("verdicts"))).isEqualTo(verdicts(result.get("verdicts")));
        assertThat(picture.state.at("/stages").toString()).contains("over: FAIL", "load");
        assertThat(picture.state.at("/counters/dropped").asLong()).isZero();
    }

    @Test
    void without_a_page_nothing_is_served_and_without_a_token_nothing_to_others() throws Exception {
        String scenario = Cli.scenario(folder, """
                name: short
                target: { sandbox: { turn: false } }
                signalling: { connections: 2, channels: 1, rampUp: 1s, hold: 1s }
                """);
        Cli quiet = Cli.start(folder, Map.of(), "run", scenario, "--no-live");
        assertThat(quiet.exitCode()).as(quiet::output).isZero();
        assertThat(quiet.output()).doesNotContain("live page");

        Cli open = Cli.start(folder, Map.of("PLIMSOLL_LIVE_TOKEN", ""), "run", scenario, "--live-bind", "0.0.0.0");
        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.output()).contains("would be open to other machines", "set PLIMSOLL_LIVE_TOKEN");
    }

    private static URI url(Cli cli) {
        Matcher url = Pattern.compile("live page at (\\S+)").matcher(cli.output());
        assertThat(url.find()).isTrue();
        return URI.create(url.group(1));
    }

    private static Picture watch(URI page) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(page.resolve("events")).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        Picture picture = new Picture();
        String event = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !picture.ended; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    picture.take(event, JSON.readTree(line.substring("data: ".length())));
                }
            }
        }
        return picture;
    }

    private static Map<String, String> verdicts(JsonNode verdicts) {
        Map<String, String> byId = new TreeMap<>();
        verdicts.forEach(
                check -> byId.put(check.get("id").asText(), check.get("verdict").asText()));
        return byId;
    }
}
