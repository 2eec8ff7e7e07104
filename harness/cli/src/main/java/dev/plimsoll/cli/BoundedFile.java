package dev.plimsoll.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that does not grow for ever: once it is long, it becomes {@code <name>.1}, in place of the one before it, and a
 * new one is begun. Safe for use by several threads.
 */
final class BoundedFile extends OutputStream {
    static final long LONGEST = 4 << 20;

    private final Path file;
    private final long longest;
    private OutputStream out;
    private long length;

    private BoundedFile(Path file, long longest) throws IOException {
        this.file = file;
        this.longest = longest;
        this.out = append();
    }

    static BoundedFile open(Path file) throws IOException {
        return new BoundedFile(file, LONGEST);
    }

    static BoundedFile open(Path file, long longest) throws IOException {
        return new BoundedFile(file, longest);
    }

    private OutputStream append() throws IOException {
        OutputStream opened = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        length = Files.size(file);
        return opened;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        if (length > 0 && length + count > longest) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = append();
        }
        out.write(bytes, offset, count);
        length += count;
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
