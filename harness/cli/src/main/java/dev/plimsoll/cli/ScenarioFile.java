package dev.plimsoll.cli;

import dev.plimsoll.cli.scenario.ScenarioLoader;
import dev.plimsoll.cli.scenario.Secrets;
import dev.plimsoll.document.DocumentKind;
import dev.plimsoll.document.YamlDocument;
import dev.plimsoll.limits.pack.ShippedPacks;
import dev.plimsoll.model.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the scenario that a command was given, and prints every problem if there are any. */
final class ScenarioFile {
    private ScenarioFile() {}

    static Optional<Scenario> load(Path file, Terminal terminal) {
        return loaded(file, terminal).map(ScenarioLoader.Loaded.Valid::scenario);
    }

    /**
     * Whether a scenario that can be loaded probes a pack.
     *
     * @param pack its name, or its file however it is written
     */
    static boolean probes(Path file, String pack) {
        return YamlDocument.read(file, DocumentKind.SCENARIO) instanceof YamlDocument.Parsed parsed
                && parsed.yaml()
                        .root()
                        .path("limits")
                        .valueStream()
                        .map(entry -> entry.path("pack").asText())
                        .anyMatch(there -> isSame(there, pack));
    }

    private static boolean isSame(String one, String other) {
        boolean shipped = ShippedPacks.NAMES.contains(one) || ShippedPacks.NAMES.contains(other);
        return one.equals(other) || (!shipped && place(one).equals(place(other)));
    }

    private static Path place(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }

    /** The same, with how the scenario is watched. */
    static Optional<ScenarioLoader.Loaded.Valid> loaded(Path file, Terminal terminal) {
        ScenarioLoader.Loaded loaded = new ScenarioLoader(new Secrets(System.getenv())).load(file);
        if (loaded instanceof ScenarioLoader.Loaded.Valid valid) {
            return Optional.of(valid);
        }
        Problems.print(((ScenarioLoader.Loaded.Invalid) loaded).problems(), terminal);
        return Optional.empty();
    }
}
