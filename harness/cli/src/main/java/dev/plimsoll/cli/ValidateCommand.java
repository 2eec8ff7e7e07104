package dev.plimsoll.cli;

import dev.plimsoll.cli.limits.Plans;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a scenario file and starts nothing. */
@Command(name = "validate", description = "Check a scenario file; every problem is printed at once.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The scenario file.")
    private Path file;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Terminal terminal;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<Scenario> scenario = ScenarioFile.load(file, terminal);
        if (scenario.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        RunPlan plan = Plans.plan(scenario.get());
        terminal.out().println(file + " is valid");
        terminal.out()
                .printf(
                        "  %d connections of load, %d pairs, %d connects in all, up to %d messages, %d s%n",
                        plan.loadConnections(),
                        plan.pairs().size(),
                        plan.attempts(),
                        plan.messages(),
                        plan.duration().toSeconds());
        return ExitCode.PASSED.code();
    }
}
