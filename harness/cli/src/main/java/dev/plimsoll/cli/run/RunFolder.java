package dev.plimsoll.cli.run;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run; its name is the run's id. */
public record RunFolder(String runId, Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** @throws PlimsollException NOT_READY if nothing can be written below {@code reports} */
    public static RunFolder create(Path reports, String scenario, Instant now) {
        String base = scenario + "-" + STAMP.format(now);
        try {
            Files.createDirectories(reports);
            Path folder = firstFree(reports, base);
            return new RunFolder(folder.getFileName().toString(), folder);
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the folder " + reports + " cannot be written: " + e.getMessage(),
                    "choose another with --reports, or free some space",
                    e);
        }
    }

    private static Path firstFree(Path reports, String base) throws IOException {
        Path candidate = reports.resolve(base);
        for (int number = 2; Files.exists(candidate); number++) {
            candidate = reports.resolve(base + "-" + number);
        }
        return Files.createDirectory(candidate);
    }

    /** The spool of the run's points. */
    public Path points() {
        return points(path);
    }

    /** The same of any run's folder. */
    public static Path points(Path run) {
        return run.resolve("points");
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Deletes a run's folder, or one in it, with everything inside; a link goes, and what it leads to stays. */
    public static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.walk(folder)) {
            inside = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
