package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command says that carries a scenario out. */
final class ScenarioOptions {
    @Parameters(index = "0", paramLabel = "SCENARIO", description = "The scenario file.")
    private Path file;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where the folder of the results is made; ${DEFAULT-VALUE} by default.")
    private Path reports;

    @Option(names = "--allow-remote", description = "Permit a target that is not this machine.")
    private boolean allowRemote;

    @ArgGroup(exclusive = false, heading = "InfluxDB, besides a run's spool file:%n")
    private final InfluxOptions influx = new InfluxOptions();

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    Path file() {
        return file;
    }

    Path reports() {
        return reports;
    }

    /**
     * The scenario, with what the command line sets in it; empty if it is wrong, and then every problem was printed.
     *
     * @throws PlimsollException USAGE if the target needs a permission that was not given
     */
    Optional<Scenario> load(Terminal terminal) {
        Optional<Scenario> scenario = ScenarioFile.load(file, terminal)
                .map(loaded -> influx.target(loaded.influx(), System.getenv())
                        .map(loaded::withInflux)
                        .orElse(loaded));
        scenario.ifPresent(this::refuseUnasked);
        return scenario;
    }

    /** No target that is not this machine is loaded unless somebody said so. */
    private void refuseUnasked(Scenario scenario) {
        if (scenario.target() instanceof Target.Remote remote && !remote.isLoopback() && !allowRemote) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    remote.url().getHost() + " is not this machine",
                    "add --allow-remote if it is yours to load");
        }
    }
}
