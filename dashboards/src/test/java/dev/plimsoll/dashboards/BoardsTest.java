package dev.plimsoll.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.dashboards.proof.GrafanaFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BoardsTest {
    private static final Path BOARDS = Path.of("boards");
    private static final Path DOCS = Path.of("..", "docs");
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_dashboards_are_what_the_boards_say() throws IOException {
        List<Board> boards = Board.readAll(BOARDS);
        for (Board board : boards) {
            Path file = GrafanaFolder.DASHBOARDS.resolve(board.uid().replace("plimsoll-", "") + ".json");
            String expected = JSON.writer(new DefaultPrettyPrinter(SEPARATORS)
                                    .withObjectIndenter(INDENT)
                                    .withArrayIndenter(INDENT))
                            .writeValueAsString(GrafanaDashboard.of(board, boards))
                    + "\n";
            if (Boolean.getBoolean("plimsoll.write-docs")) {
                Files.writeString(file, expected);
            }
            assertThat(Files.readString(file))
                    .as("write it with: mvn test -pl dashboards -am -Dtest=BoardsTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.args=-Dplimsoll.write-docs=true")
                    .isEqualTo(expected);
        }
    }

    @Test
    void there_is_no_dashboard_without_a_board() throws IOException {
        try (Stream<Path> files = Files.list(GrafanaFolder.DASHBOARDS)) {
            assertThat(files.count()).isEqualTo(Board.readAll(BOARDS).size());
        }
    }

    /** How they are drawn is told on the page. */
    @Test
    void the_page_shows_a_picture_of_every_dashboard() throws IOException {
        String page = Files.readString(DOCS.resolve("dashboards.md"));
        for (Board board : Board.readAll(BOARDS)) {
            String picture = "images/" + board.uid().replace("plimsoll-", "dashboard-") + ".png";
            assertThat(page).contains("![" + board.title() + "](" + picture + ")");
            assertThat(DOCS.resolve(picture)).isNotEmptyFile();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_query_is_portable_and_names_what_the_catalogue_names() throws IOException {
        return GrafanaFolder.queries().stream()
                .map(query -> DynamicTest.dynamicTest(
                        query.name(),
                        () -> assertThat(InfluxQl.problems(query.text()))
                                .as(query.text())
                                .isEmpty()));
    }

    @Test
    void no_panels_overlap_and_none_leaves_the_grid() throws IOException {
        for (JsonNode dashboard : GrafanaFolder.dashboards()) {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : dashboard.at("/panels")) {
                JsonNode place = panel.at("/gridPos");
                for (int x = place.at("/x").asInt();
                        x < place.at("/x").asInt() + place.at("/w").asInt();
                        x++) {
                    for (int y = place.at("/y").asInt();
                            y < place.at("/y").asInt() + place.at("/h").asInt();
                            y++) {
                        assertThat(x).isLessThan(24);
                        assertThat(taken.add(x + "/" + y))
                                .as(panel.at("/title").asText())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void a_field_that_no_board_has_is_refused_by_its_name(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.yaml"), "uid: x\ntitel: X\nrows: []\n");

        assertThatThrownBy(() -> Board.read(file)).hasMessageContaining("titel");
    }
}
