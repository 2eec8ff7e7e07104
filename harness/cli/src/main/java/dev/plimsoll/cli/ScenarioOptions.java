package dev.plimsoll.cli;

import dev.plimsoll.cli.watch.Watch;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What every command says that carries a scenario out. */
final class ScenarioOptions {
    @Parameters(index = "0", paramLabel = "SCENARIO", description = "The scenario file.")
    private Path file;

    @Mixin
    private final ResultOptions results = new ResultOptions();

    Path file() {
        return file;
    }

    Path reports() {
        return results.reports();
    }

    /**
     * The scenario, with what the command line sets in it; empty if it is wrong, and then every problem was printed.
     *
     * @throws PlimsollException USAGE if the target needs a permission that was not given
     */
    Optional<Scenario> load(Terminal terminal) {
        return ScenarioFile.load(file, terminal).map(results::applied);
    }

    /** The same, with how the scenario is watched. */
    Optional<Watch.Plan> loadWatch(Terminal terminal) {
        return ScenarioFile.loaded(file, terminal)
                .map(valid -> new Watch.Plan(results.applied(valid.scenario()), valid.watch()));
    }
}
