package dev.plimsoll.telemetry.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file of lines that a server will never take, each part under a comment with the server's reason. They are in the spool
 * as well. The file is made with the first of them.
 */
final class RejectedLines {
    private final Path file;
    private final String server;

    RejectedLines(Path file, String server) {
        this.file = file;
        this.server = server;
    }

    void add(List<String> lines, String reason) throws IOException {
        String text = "# " + server + " answered " + reason + "\n" + String.join("\n", lines) + "\n";
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
