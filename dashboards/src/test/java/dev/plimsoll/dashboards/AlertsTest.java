package dev.plimsoll.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.dashboards.proof.GrafanaFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Pattern LONE_DOLLAR = Pattern.compile("(?<!\\$)\\$(?!\\$)");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$([A-Z_]+)");

    @Test
    void every_step_of_a_rule_stands_on_an_earlier_one_and_the_last_decides() throws IOException {
        for (JsonNode rule : rules()) {
            Set<String> earlier = new HashSet<>();
            String last = "";
            for (JsonNode step : rule.at("/data")) {
                if (step.at("/datasourceUid").asText().equals("__expr__")) {
                    assertThat(earlier).contains(step.at("/model/expression").asText());
                }
                last = step.at("/refId").asText();
                assertThat(step.at("/model/refId").asText()).isEqualTo(last);
                earlier.add(last);
            }
            assertThat(rule.at("/condition").asText()).isEqualTo(last);
        }
    }

    @Test
    void every_rule_points_at_a_panel() throws IOException {
        for (JsonNode rule : rules()) {
            assertThat(panels())
                    .contains(rule.at("/annotations/__dashboardUid__").asText() + "/"
                            + rule.at("/annotations/__panelId__").asText());
        }
    }

    @Test
    void no_dollar_of_a_rule_stands_for_the_environment() throws IOException {
        for (JsonNode rule : rules()) {
            assertThat(LONE_DOLLAR.matcher(rule.toString()).find())
                    .as(rule.toString())
                    .isFalse();
        }
    }

    @Test
    void the_compose_file_gives_what_the_data_source_takes() throws IOException {
        String source = Files.readString(Path.of("grafana", "provisioning", "datasources", "plimsoll.yaml"));
        JsonNode given =
                new YAMLMapper().readTree(Path.of("compose.yaml").toFile()).at("/services/grafana/environment");

        assertThat(VARIABLE.matcher(source).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(given::has);
    }

    private static JsonNode rules() throws IOException {
        JsonNode rules =
                new YAMLMapper().readTree(GrafanaFolder.ALERTS.toFile()).at("/groups/0/rules");
        assertThat(rules).hasSize(3);
        return rules;
    }

    private static Set<String> panels() throws IOException {
        Set<String> panels = new HashSet<>();
        for (JsonNode dashboard : GrafanaFolder.dashboards()) {
            for (JsonNode panel : dashboard.at("/panels")) {
                panels.add(dashboard.at("/uid").asText() + "/" + panel.at("/id").asText());
            }
        }
        return panels;
    }
}
