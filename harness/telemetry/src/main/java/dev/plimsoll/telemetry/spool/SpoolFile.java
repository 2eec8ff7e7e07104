package dev.plimsoll.telemetry.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of gzip members, one a batch. Members end to end are one valid gzip file, so {@code zcat} reads it at any time;
 * a batch that the disk refuses leaves no half member behind. Appends come from one thread; batches may be read back from
 * another.
 */
final class SpoolFile implements AutoCloseable {
    private final FileChannel file;
    private long end;

    SpoolFile(Path path) throws IOException {
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    /** Where a batch lies in the file. */
    record Batch(long offset, int length, int points) {}

    Batch append(List<String> lines) throws IOException {
        byte[] member = compress(lines);
        long offset = end;
        ByteBuffer bytes = ByteBuffer.wrap(member);
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes, offset + bytes.position());
            }
        } catch (IOException e) {
            file.truncate(offset);
            throw e;
        }
        end = offset + member.length;
        return new Batch(offset, member.length, lines.size());
    }

    /** The lines of a batch, as they were appended. */
    String read(Batch batch) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(batch.length());
        while (bytes.hasRemaining()) {
            if (file.read(bytes, batch.offset() + bytes.position()) < 0) {
                throw new IOException("the spool file ends before its batch at " + batch.offset());
            }
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.array()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] compress(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                gzip.write(line.getBytes(StandardCharsets.UTF_8));
                gzip.write('\n');
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
