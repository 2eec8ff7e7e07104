package dev.plimsoll.dashboards.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Grafana is given, read as Grafana reads it. */
public final class GrafanaFolder {
    public static final Path DASHBOARDS = Path.of("grafana", "dashboards");
    public static final Path ALERTS = Path.of("grafana", "provisioning", "alerting", "plimsoll.yaml");

    private GrafanaFolder() {}

    /**
     * A query as it stands in the files.
     *
     * @param name board, panel and letter
     */
    public record Query(String name, String text) {}

    public static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new JsonMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** Every query that Grafana will ask: of panels, variables, annotations and alert rules. */
    public static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            String board = dashboard.at("/title").asText();
            dashboard.at("/panels").forEach(panel -> queries.addAll(ofPanel(board, panel)));
            for (JsonNode variable : dashboard.at("/templating/list")) {
                if (variable.at("/type").asText().equals("query")) {
                    queries.add(new Query(
                            board + ", variable " + variable.at("/name").asText(),
                            variable.at("/query").asText()));
                }
            }
            dashboard.at("/annotations/list").forEach(annotation -> queries.add(ofAnnotation(dashboard, annotation)));
        }
        queries.addAll(ofAlerts());
        return queries;
    }

    static List<Query> ofPanel(String board, JsonNode panel) {
        List<Query> queries = new ArrayList<>();
        for (JsonNode target : panel.at("/targets")) {
            queries.add(new Query(
                    board + ", " + panel.at("/title").asText() + " "
                            + target.at("/refId").asText(),
                    target.at("/query").asText()));
        }
        return queries;
    }

    static Query ofAnnotation(JsonNode dashboard, JsonNode annotation) {
        return new Query(
                dashboard.at("/title").asText() + ", annotation "
                        + annotation.at("/name").asText(),
                annotation.at("/target/query").asText());
    }

    /** In provisioning files a dollar is written twice, for one alone names an environment variable. */
    private static List<Query> ofAlerts() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode rule : new YAMLMapper().readTree(ALERTS.toFile()).at("/groups/0/rules")) {
            for (JsonNode step : rule.at("/data")) {
                if (step.at("/datasourceUid").asText().equals("plimsoll")) {
                    queries.add(new Query(
                            "alert " + rule.at("/title").asText(),
                            step.at("/model/query").asText().replace("$$", "$")));
                }
            }
        }
        return queries;
    }
}
