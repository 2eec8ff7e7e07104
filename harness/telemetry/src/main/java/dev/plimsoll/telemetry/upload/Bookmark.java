package dev.plimsoll.telemetry.upload;

import dev.plimsoll.telemetry.spool.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that remembers how far a spool was uploaded to one server: what lies before is done with, what lies behind may
 * have arrived in part. It is replaced as a whole, so a crash leaves the old one or the new one.
 */
public final class Bookmark {
    private static final Pattern TEXT = Pattern.compile("segment (\\d{1,9}) offset (\\d{1,18})\n");

    private final Path file;

    private Bookmark(Path file) {
        this.file = file;
    }

    /**
     * @param spool the spool's folder
     * @param server tells servers apart; no secret
     */
    public static Bookmark of(Path spool, String server) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(server.getBytes(StandardCharsets.UTF_8));
            return new Bookmark(spool.resolve("uploaded-" + HexFormat.of().formatHex(hash, 0, 6)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Where to go on; the start if nothing was uploaded, or the file says nothing that can be read. */
    public Position read() throws IOException {
        try {
            Matcher text = TEXT.matcher(Files.readString(file));
            return text.matches()
                    ? new Position(Integer.parseInt(text.group(1)), Long.parseLong(text.group(2)))
                    : Position.START;
        } catch (NoSuchFileException e) {
            return Position.START;
        }
    }

    void write(Position position) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "segment " + position.segment() + " offset " + position.offset() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
