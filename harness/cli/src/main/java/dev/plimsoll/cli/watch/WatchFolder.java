package dev.plimsoll.cli.watch;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a watch keeps its rounds; one watch at a time, for each deletes the oldest. */
public final class WatchFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private WatchFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens {@code <reports>/watch-<target>}.
     *
     * @throws PlimsollException NOT_READY if it cannot be written, or another watch has it
     */
    public static WatchFolder open(Path reports, String target) throws IOException {
        Path folder = reports.resolve("watch-" + target.replaceAll("[^A-Za-z0-9.-]", "_"));
        try {
            Files.createDirectories(folder.resolve("rounds"));
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the folder " + folder + " cannot be written: " + e.getMessage(),
                    "choose another with --reports, or free some space",
                    e);
        }
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "another watch of " + target + " is at work in " + folder,
                    "end it, or give this one another watch.target or --reports");
        }
        return new WatchFolder(folder, channel);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    public Path rounds() {
        return folder.resolve("rounds");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Lets another watch in. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
