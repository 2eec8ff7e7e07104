package dev.plimsoll.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.search.Dimension;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Phase;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final SearchPlan PLAN =
            new SearchPlan("s", "d", Dimension.CONNECTIONS, false, new Bounds(100, 1_000, 10, 0.05, 2));

    @TempDir
    Path reports;

    private SearchFolder folder;
    private SearchResult begun;

    @BeforeEach
    void begin() {
        folder = SearchFolder.create(reports, "s", NOW);
        begun = folder.begin(PLAN, NOW);
    }

    private static SearchTrial trial(long value) {
        return new SearchTrial(1, Phase.DOUBLING, value, Outcome.HELD, "", "run-1", NOW.toString(), 1, null);
    }

    @Test
    void a_search_is_read_as_it_was_kept() {
        assertThat(begun.searchId()).isEqualTo("s-search-20261121-030000");
        assertThat(SearchFolder.existing(folder.path()).read()).isEqualTo(begun);

        SearchResult further = begun.with(trial(100), null);
        folder.keep(further);

        assertThat(SearchFolder.existing(folder.path()).read()).isEqualTo(further);
    }

    @Test
    void a_search_that_cannot_be_kept_does_not_go_on_and_what_was_kept_stays() throws IOException {
        Files.createDirectories(folder.file("search.json.tmp/occupied"));

        fails(() -> folder.keep(begun.with(trial(100), null)), ExitCode.NOT_READY, "search.json could not be written");
        assertThat(folder.read()).isEqualTo(begun);
    }

    @Test
    void a_folder_without_a_search_is_told() {
        fails(() -> SearchFolder.existing(reports).read(), ExitCode.USAGE, "search.json cannot be read");
    }

    @Test
    void a_search_that_somebody_edited_is_not_gone_on_with() throws IOException {
        folder.keep(begun.with(trial(100), null));
        String json = Files.readString(folder.file("search.json"));

        for (String edited : new String[] {
            json.replace("\"value\" : 100", "\"value\" : 150"), json.substring(0, json.length() / 2), "{}", ""
        }) {
            Files.writeString(folder.file("search.json"), edited);
            fails(folder::read, ExitCode.USAGE, "is not as a search left it");
        }
    }

    private static void fails(ThrowingCallable action, ExitCode code, String why) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        PlimsollException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
