package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.scenario.Scenario;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a scenario. */
@Command(name = "run", description = "Run a scenario and write its report.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ScenarioOptions given = new ScenarioOptions();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Scenario> loaded = given.load(terminal);
        return loaded.isEmpty()
                ? ExitCode.USAGE.code()
                : new Launch(terminal, given.reports(), live.settings(System.getenv())).run(loaded.get());
    }
}
