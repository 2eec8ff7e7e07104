package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Says that a process writes a spool; the system takes it back when the process ends, however that comes. */
public final class SpoolLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final FileChannel file;

    private SpoolLock(FileChannel file) {
        this.file = file;
    }

    /** @throws IOException if another writes this spool, or the folder cannot be written */
    static SpoolLock take(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(file)) {
            file.close();
            throw new IOException("another process writes " + folder);
        }
        return new SpoolLock(file);
    }

    /** Whether a process writes the spool now. */
    public static boolean isHeld(Path folder) throws IOException {
        Path name = folder.resolve(NAME);
        if (!Files.isWritable(name)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(name, StandardOpenOption.WRITE)) {
            return !isFree(file);
        }
    }

    /** Takes it, if so; it is held until the channel is closed. */
    private static boolean isFree(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
