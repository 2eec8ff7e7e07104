package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.SearchResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REJECTED = "rejections: signalling.rejected 40, expected == 0 (40 \u00d7 4010)";
    private static final SearchResult KNEE = Searches.over(value -> value <= 1_800 ? "" : REJECTED);
    private static final SearchResult HELD = Searches.over(value -> "");
    private static final SearchResult NOTHING = Searches.over(value -> REJECTED);
    private static final SearchResult GENERATOR =
            Searches.upTo(99, value -> value <= 1_800 ? "" : "generator: no descriptors", Outcome.INVALID);
    private static final SearchResult STARTED = Searches.upTo(2, value -> "", Outcome.GAVE);

    @TempDir
    Path folder;

    private static Stream<SearchResult> all() {
        return Stream.of(KNEE, HELD, NOTHING, GENERATOR, STARTED, Searches.begun());
    }

    @Test
    void every_search_fits_the_schema_and_is_read_as_it_was_written() throws IOException {
        for (SearchResult search : all().toList()) {
            String json = SearchJson.write(search);

            assertThat(schema().validate(JSON.readTree(json))).isEmpty();
            assertThat(SearchJson.read(json)).isEqualTo(search);
        }
    }

    @Test
    void a_search_that_misses_any_of_its_fields_or_has_another_does_not_fit() throws IOException {
        JsonNode whole = JSON.readTree(SearchJson.write(KNEE));
        for (Iterator<String> names = whole.fieldNames(); names.hasNext(); ) {
            ObjectNode maimed = whole.deepCopy();
            maimed.remove(names.next());
            assertThat(schema().validate(maimed)).isNotEmpty();
        }
        ((ObjectNode) whole.at("/trials/0")).put("surprise", 1);
        assertThat(schema().validate(whole)).isNotEmpty();
    }

    @Test
    void what_is_not_a_search_is_not_read() {
        for (String text : new String[] {
            "", "{}", "[1]", "{\"searchId\": 1", SearchJson.write(KNEE).replace("500", "null")
        }) {
            assertThatThrownBy(() -> SearchJson.read(text)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void the_finding_is_told_in_a_sentence() {
        assertThat(SearchSummary.sentence(KNEE))
                .isEqualTo(
                        "The knee: 1\u2009750 connections held, 3 times of 3; 1\u2009812 did not. What gave way first: "
                                + REJECTED);
        assertThat(SearchSummary.sentence(HELD))
                .isEqualTo("Everything held up to 4\u2009000 connections, where the search ends, 3 times of 3."
                        + " The knee lies beyond.");
        assertThat(SearchSummary.sentence(NOTHING))
                .isEqualTo("Nothing held, not even 10 connections. What gave way first: " + REJECTED);
        assertThat(SearchSummary.sentence(GENERATOR))
                .startsWith("1\u2009750 connections held, 3 times of 3; the trial at 1\u2009812 is not valid")
                .endsWith("generator: no descriptors");
        assertThat(SearchSummary.sentence(STARTED)).startsWith("Not over: 2 trials");
    }

    @Test
    void a_trial_is_told_on_a_line() {
        assertThat(KNEE.trials().stream().map(trial -> SearchSummary.line(trial, KNEE.plan(), false)))
                .contains(
                        "   1   500 connections  HELD     p99 connect 12.5 ms, ack 1.50 ms, delivery not measured;"
                                + " 0 rejected, 0 failed, 0 lost",
                        "   3  2\u2009000 connections  GAVE     " + REJECTED + "; p99 connect 12.5 ms, ack 1.50 ms,"
                                + " delivery not measured; 40 rejected, 0 failed, 0 lost")
                .allMatch(line -> line.lines().count() == 1);
        assertThat(GENERATOR.trials().stream().map(trial -> SearchSummary.line(trial, KNEE.plan(), false)))
                .contains("   3  2\u2009000 connections  INVALID  generator: no descriptors");
    }

    @Test
    void every_file_is_written_whatever_the_search_came_to() throws IOException {
        for (SearchResult search : all().toList()) {
            assertThat(ReportWriter.write(search, folder)).isEmpty();
            assertThat(html()).doesNotContain("null", "NaN", "http://", "https://", "<script", "<link", "@import");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("search.json", "search.md", "search.html");
        }
    }

    @Test
    void every_trial_stands_in_the_reports_with_its_outcome_and_a_link_to_its_own() throws IOException {
        ReportWriter.write(KNEE, folder);

        KNEE.trials().forEach(trial -> {
            assertThat(html()).contains("<a href=\"" + trial.runId() + "/report.html\">");
            assertThat(markdown()).contains("](" + trial.runId() + "/report.md)", "| " + trial.outcome() + " |");
        });
        assertThat(html()).contains("1\u2009750 connections</span> capacity", "40 \u00d7 4010");
        assertThat(count("class=\"mark PASS\"", html()))
                .isEqualTo(2
                        * KNEE.trials().stream()
                                .filter(trial -> trial.outcome() == Outcome.HELD)
                                .count());
    }

    @Test
    void text_from_outside_never_becomes_markup() {
        String hostile = "<script>alert(1)</script> | `x`";
        ReportWriter.write(Searches.over(value -> hostile), folder);

        assertThat(html()).doesNotContain("<script>");
        assertThat(markdown()).doesNotContain("<script>").contains("\\|");
    }

    private static int count(String wanted, String text) {
        return (text.length() - text.replace(wanted, "").length()) / wanted.length();
    }

    private String html() {
        return read("search.html");
    }

    private String markdown() {
        return read("search.md");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = SearchJson.class.getResourceAsStream("search.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(in));
        }
    }
}
