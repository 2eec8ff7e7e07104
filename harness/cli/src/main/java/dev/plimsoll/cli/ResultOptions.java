package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What every command says that uses a target and writes results. */
final class ResultOptions {
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

    Path reports() {
        return reports;
    }

    /**
     * A scenario with what the command line sets in it.
     *
     * @throws PlimsollException USAGE if the target needs a permission that was not given: none that is not this machine is
     *     used unless somebody said so
     */
    Scenario applied(Scenario scenario) {
        if (scenario.target() instanceof Target.Remote remote && !remote.isLoopback() && !allowRemote) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    remote.url().getHost() + " is not this machine",
                    "add --allow-remote if it is yours to load");
        }
        return influx.target(scenario.influx(), System.getenv())
                .map(scenario::withInflux)
                .orElse(scenario);
    }
}
