package dev.plimsoll.cli.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.report.ReportWriter;
import dev.plimsoll.report.SearchJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where a search keeps its state, its reports and the folders of its runs. */
public final class SearchFolder {
    private final Path path;

    private SearchFolder(Path path) {
        this.path = path;
    }

    /**
     * A new one; its name is the search's id.
     *
     * @throws PlimsollException NOT_READY if nothing can be written below {@code reports}
     */
    public static SearchFolder create(Path reports, String scenario, Instant now) {
        return new SearchFolder(
                RunFolder.create(reports, scenario + "-search", now).path());
    }

    /** That of a search which is to go on. */
    public static SearchFolder existing(Path path) {
        return new SearchFolder(path);
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** A search of which nothing has been tried, kept before the first trial. */
    public SearchResult begin(SearchPlan plan, Instant now) {
        String id = path.getFileName().toString();
        SearchResult begun =
                SearchResult.begun(id, now.truncatedTo(ChronoUnit.MILLIS).toString(), plan);
        keep(begun);
        return begun;
    }

    /** @throws PlimsollException NOT_READY if it cannot be kept, so that going on would be for nothing */
    public void keep(SearchResult search) {
        List<String> failures = ReportWriter.write(search, path);
        if (!failures.isEmpty()) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    failures.get(0),
                    "free some space; the search can be resumed from what is kept");
        }
    }

    /** @throws PlimsollException USAGE if there is none, or not as a search left it */
    public SearchResult read() {
        Path file = file(SearchJson.FILE);
        try {
            SearchResult search = SearchJson.read(Files.readString(file));
            if (search.followsItself()) {
                return search;
            }
        } catch (JsonProcessingException e) {
            throw spoilt(file, e);
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.USAGE, file + " cannot be read", "give the folder of a search that was interrupted", e);
        }
        throw spoilt(file, null);
    }

    private static PlimsollException spoilt(Path file, Exception cause) {
        return new PlimsollException(
                ExitCode.USAGE, file + " is not as a search left it", "start the search anew, without --resume", cause);
    }
}
