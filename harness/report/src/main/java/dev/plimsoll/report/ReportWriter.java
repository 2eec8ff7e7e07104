package dev.plimsoll.report;

import dev.plimsoll.model.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes everything that is drawn from a run's result. */
public final class ReportWriter {
    private static final Map<String, Function<RunResult, String>> FILES = files();

    private ReportWriter() {}

    /**
     * Writes every file it can: one that fails does not keep the others from being written, and none is left half done.
     *
     * @return what failed, a line each
     */
    public static List<String> write(RunResult result, Path folder) {
        List<String> failures = new ArrayList<>();
        FILES.forEach((name, drawing) -> {
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

    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
