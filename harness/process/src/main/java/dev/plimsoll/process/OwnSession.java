package dev.plimsoll.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a child in a session of its own, so that a Ctrl-C at the terminal reaches only the run itself, which then stops
 * its children in order. Where there is no setsid(1), children see the Ctrl-C too and stop early.
 */
final class OwnSession {
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private OwnSession() {}

    static List<String> of(List<String> command) {
        List<String> prefixed = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(setsid -> prefixed.add(setsid.toString()));
        prefixed.addAll(command);
        return prefixed;
    }
}
