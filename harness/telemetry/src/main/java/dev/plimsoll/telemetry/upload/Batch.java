package dev.plimsoll.telemetry.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Lines that go to the server in one request, compressed once: by the spool, when it wrote them. */
public final class Batch {
    private final byte[] gzip;
    private final int lines;

    /** @param gzip one gzip member of lines, each with a line feed behind it */
    public Batch(byte[] gzip, int lines) {
        this.gzip = gzip;
        this.lines = lines;
    }

    public static Batch of(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Batch(bytes.toByteArray(), lines.size());
    }

    /** The request's body; not to be changed. */
    public byte[] gzip() {
        return gzip;
    }

    /** How many. */
    public int size() {
        return lines;
    }

    public List<String> lines() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
