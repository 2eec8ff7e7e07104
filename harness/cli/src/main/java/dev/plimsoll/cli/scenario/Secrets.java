package dev.plimsoll.cli.scenario;

import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Resolves references to secrets: {@code env:NAME} or {@code file:/path}.
 *
 * @param environment the process environment
 */
public record Secrets(Map<String, String> environment) {

    /** What came of a reference. */
    sealed interface Resolved {
        record Found(Secret secret) implements Resolved {}

        record Missing(String what, String hint) implements Resolved {}
    }

    Resolved resolve(String reference) {
        if (reference.startsWith("env:")) {
            String name = reference.substring("env:".length());
            String value = environment.get(name);
            return value == null || value.isBlank()
                    ? new Resolved.Missing("the environment has no " + name, "export " + name + "=...")
                    : new Resolved.Found(new Secret(value.strip()));
        }
        if (!reference.startsWith("file:")) {
            return new Resolved.Missing("is no reference to a secret", "write env:NAME or file:/path");
        }
        Path file = Path.of(reference.substring("file:".length()));
        try {
            String value = Files.readString(file).strip();
            return value.isEmpty()
                    ? new Resolved.Missing(file + " is empty", "write the secret into it")
                    : new Resolved.Found(new Secret(value));
        } catch (IOException e) {
            return new Resolved.Missing(file + " cannot be read", "check that it exists and that you may read it");
        }
    }
}
