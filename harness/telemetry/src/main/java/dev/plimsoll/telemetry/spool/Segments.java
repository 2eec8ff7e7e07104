package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments of a spool: files named by their number, in one folder. */
record Segments(Path folder) {
    private static final Pattern NAME = Pattern.compile("(\\d{6,9})\\.lp\\.gz");

    Path file(int number) {
        return folder.resolve(String.format(Locale.ROOT, "%06d.lp.gz", number));
    }

    /** In order; empty if the folder is not there. */
    List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The first segment from a number on that is there. */
    Optional<Integer> from(int number) throws IOException {
        return numbers().stream().filter(one -> one >= number).findFirst();
    }

    int last() throws IOException {
        List<Integer> all = numbers();
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    /**
     * Deletes the oldest while all that are closed take more than a bound; the newest of them stays.
     *
     * @param end closed segments have lower numbers
     */
    void shrink(long bytes, int end) throws IOException {
        List<Integer> closed = numbers().stream().filter(one -> one < end).toList();
        long total = 0;
        for (int number : closed) {
            total += Files.size(file(number));
        }
        for (int i = 0; total > bytes && i < closed.size() - 1; i++) {
            total -= Files.size(file(closed.get(i)));
            Files.delete(file(closed.get(i)));
        }
    }
}
