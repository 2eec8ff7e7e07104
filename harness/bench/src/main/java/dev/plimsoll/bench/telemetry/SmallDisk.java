package dev.plimsoll.bench.telemetry;

import dev.plimsoll.process.LeashedProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk (tmpfs) that can be filled and freed. A process holds the mount and takes it away again when it is told to, or when
 * this process is gone, however it ended.
 */
final class SmallDisk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MEBIBYTE = 1 << 20;
    private static final int PAGE = 4_096;
    private static final String MOUNTED = "mounted";
    private static final String HOLDER = """
            mount -t tmpfs -o "size=$2,mode=0700" plimsoll-bench "$1" || exit 1
            trap 'kill "$!"; umount "$1" || umount -l "$1"; exit 0' TERM
            echo mounted
            while :; do sleep 5 & wait "$!"; done
            """;

    private final Path mount;
    private final LeashedProcess holder;

    private SmallDisk(Path mount, LeashedProcess holder) {
        this.mount = mount;
        this.holder = holder;
    }

    /** Why no disk can be mounted here; empty if one can. */
    static Optional<String> obstacle(Path folder) throws IOException, InterruptedException {
        try (SmallDisk disk = mount(Files.createTempDirectory(folder, "probe"), MEBIBYTE)) {
            return disk.isMounted() ? Optional.empty() : Optional.of("a mounted tmpfs does not show");
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Mounts one.
     *
     * @param folder where; whatever it holds is hidden meanwhile
     * @throws IllegalStateException if the system does not allow it
     */
    static SmallDisk mount(Path folder, long bytes) throws IOException, InterruptedException {
        Path said = folder.resolveSibling(folder.getFileName() + ".mount.log");
        LeashedProcess holder = LeashedProcess.start(
                List.of("/bin/sh", "-c", HOLDER, "mount", folder.toString(), Long.toString(bytes)),
                folder.getParent(),
                said);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(said).contains(MOUNTED)) {
            if (!holder.isAlive() || System.nanoTime() - deadline > 0) {
                holder.close();
                throw new IllegalStateException("a tmpfs cannot be mounted, which needs root: "
                        + Files.readString(said).strip());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new SmallDisk(folder, holder);
    }

    private boolean isMounted() throws IOException {
        return Files.getFileStore(mount).type().equals("tmpfs");
    }

    Path path() {
        return mount;
    }

    /** Writes a file until the disk takes no more. */
    void fill() throws IOException {
        try (FileChannel filler = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int size = MEBIBYTE;
            while (size >= PAGE) {
                size = takes(filler, size) ? size : size / 2;
            }
        }
        if (left() >= PAGE) {
            throw new IllegalStateException("the disk at " + mount + " has room for more: " + left() + " bytes");
        }
    }

    private static boolean takes(FileChannel filler, int size) {
        try {
            return filler.write(ByteBuffer.allocate(size)) == size;
        } catch (IOException full) {
            return false;
        }
    }

    private long left() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return mount.resolve("filler");
    }

    /** Takes the mount away and what is on it. */
    @Override
    public void close() {
        holder.close();
    }
}
