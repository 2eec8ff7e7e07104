package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the folders of past rounds within a bound: the oldest go. For one thread. */
public final class DiskBound {
    private static final long BLOCK = 4096;

    private DiskBound() {}

    /**
     * Deletes the oldest folders until what is left fits; the newest always stays.
     *
     * @param rounds whose folders' names are in order of time
     * @return how many were deleted
     */
    public static int keep(Path rounds, long bytes) throws IOException {
        List<Path> folders = folders(rounds);
        long total = 0;
        int keepFrom = folders.size();
        while (keepFrom > 0) {
            total += size(folders.get(keepFrom - 1));
            if (total > bytes && keepFrom < folders.size()) {
                break;
            }
            keepFrom--;
        }
        for (Path old : folders.subList(0, keepFrom)) {
            RunFolder.delete(old);
        }
        return keepFrom;
    }

    private static List<Path> folders(Path rounds) throws IOException {
        try (Stream<Path> all = Files.list(rounds)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(DiskBound::bytes)
                    .sum();
        }
    }

    private static long bytes(Path file) {
        try {
            // A small file takes a block all the same.
            return Math.max(BLOCK, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
