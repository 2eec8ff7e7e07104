package dev.plimsoll.report;

import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.search.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes everything that is drawn from a run's result, or a search's. */
public final class ReportWriter {
    private static final Map<String, Function<RunResult, String>> FILES = files();
    private static final Map<String, Function<SearchResult, String>> FILES_OF_SEARCH = filesOfSearch();

    private ReportWriter() {}

    /**
     * Writes every file it can: one that fails does not keep the others from being written, and none is left half done.
     *
     * @return what failed, a line each
     */
    public static List<String> write(RunResult result, Path folder) {
        return write(FILES, result, folder);
    }

    /** The same of a search; without {@code search.json} it cannot be resumed. */
    public static List<String> write(SearchResult search, Path folder) {
        return write(FILES_OF_SEARCH, search, folder);
    }

    private static <T> List<String> write(Map<String, Function<T, String>> files, T result, Path folder) {
        List<String> failures = new ArrayList<>();
        files.forEach((name, drawing) -> {
            try {
                replace(folder.resolve(name), drawing.apply(result));
            } catch (IOException e) {
                failures.add(name + " could not be written to " + folder + ": " + e.getMessage());
            }
        });
        return failures;
    }

    private static Map<String, Function<RunResult, String>> files() {
        Map<String, Function<RunResult, String>> files = new LinkedHashMap<>();
        files.put("result.json", ResultJson::write);
        files.put("junit.xml", JunitXml::write);
        files.put("report.md", MarkdownReport::write);
        files.put("report.html", HtmlReport::write);
        return files;
    }

    private static Map<String, Function<SearchResult, String>> filesOfSearch() {
        Map<String, Function<SearchResult, String>> files = new LinkedHashMap<>();
        files.put(SearchJson.FILE, SearchJson::write);
        files.put("search.md", SearchMarkdown::write);
        files.put("search.html", SearchHtml::write);
        return files;
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
