package dev.plimsoll.cli;

import dev.plimsoll.cli.scenario.ScenarioLoader;
import dev.plimsoll.cli.scenario.Secrets;
import dev.plimsoll.model.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the scenario that a command was given, and prints every problem if there are any. */
final class ScenarioFile {
    private ScenarioFile() {}

    static Optional<Scenario> load(Path file, Terminal terminal) {
        ScenarioLoader.Loaded loaded = new ScenarioLoader(new Secrets(System.getenv())).load(file);
        if (loaded instanceof ScenarioLoader.Loaded.Valid valid) {
            return Optional.of(valid.scenario());
        }
        Problems.print(((ScenarioLoader.Loaded.Invalid) loaded).problems(), terminal);
        return Optional.empty();
    }
}
