package dev.plimsoll.cli.scenario;

import dev.plimsoll.document.Wording;
import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Resolves references to secrets: {@code env:NAME} or {@code file:/path}.
 *
 * @param environment the process environment
 */
public record Secrets(Map<String, String> environment) {
    private static final int LARGEST_FILE = 1 << 16;

    /** What came of a reference. */
    sealed interface Resolved {
        record Found(Secret secret) implements Resolved {}

        record Missing(String what, String hint) implements Resolved {}
    }

    Resolved resolve(String reference) {
        if (reference.startsWith("env:")) {
            return fromEnvironment(reference.substring("env:".length()));
        }
        if (reference.startsWith("file:")) {
            return fromFile(reference.substring("file:".length()));
        }
        return new Resolved.Missing("is no reference to a secret", "write env:NAME or file:/path");
    }

    private Resolved fromEnvironment(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank()
                ? new Resolved.Missing("the environment has no " + name, "export " + name + "=...")
                : new Resolved.Found(new Secret(value.strip()));
    }

    private static Resolved fromFile(String path) {
        String shown = Wording.show(path);
        try {
            Path file = Path.of(path);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new Resolved.Missing(shown + " is no regular file", "name a file that holds only the secret");
            }
            if (Files.size(file) > LARGEST_FILE) {
                return new Resolved.Missing(shown + " is too large", "name a file that holds only the secret");
            }
            String value = Files.readString(file).strip();
            return value.isEmpty()
                    ? new Resolved.Missing(shown + " is empty", "write the secret into it")
                    : new Resolved.Found(new Secret(value));
        } catch (IOException | InvalidPathException e) {
            return new Resolved.Missing(shown + " cannot be read", "check that it exists and that you may read it");
        }
    }
}
