package dev.plimsoll.cli;

import dev.plimsoll.cli.scenario.SandboxSettings;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.result.SandboxCount;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sandbox alone, in the foreground, until it is interrupted. */
@Command(name = "sandbox", description = "Run the local stand-in for the service alone, until Ctrl-C.")
final class SandboxCommand implements Callable<Integer> {
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(20);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as under target.sandbox of a scenario; as documented without it.")
    private Path file;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Terminal terminal;

    SandboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<SandboxConfig> config = config();
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(interrupted, stopped), "plimsoll-interrupt"));
        try (Sandbox sandbox = Sandbox.start(config.get())) {
            terminal.out().print(SandboxGreeting.of(sandbox, config.get()));
            watch(sandbox, interrupted);
            sandbox.goAway();
        } finally {
            stopped.countDown();
        }
        return ExitCode.PASSED.code();
    }

    private Optional<SandboxConfig> config() {
        if (file == null) {
            return Optional.of(SandboxConfigReader.documented());
        }
        SandboxSettings.Loaded loaded = SandboxSettings.load(file);
        if (loaded instanceof SandboxSettings.Loaded.Valid valid) {
            return Optional.of(valid.config());
        }
        List<Problem> problems = ((SandboxSettings.Loaded.Invalid) loaded).problems();
        problems.forEach(problem -> terminal.err().println(problem));
        return Optional.empty();
    }

    /** A line that is redrawn on a screen; elsewhere one line whenever something changed, at most one a second. */
    private void watch(Sandbox sandbox, CountDownLatch interrupted) throws InterruptedException {
        String shown = "";
        while (!interrupted.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            String line = counters(sandbox);
            if (!line.equals(shown)) {
                terminal.out().print(terminal.isInteractive() ? "\r\u001b[K" + line : line + "\n");
                terminal.out().flush();
                shown = line;
            }
        }
        terminal.out().println((terminal.isInteractive() ? "\r\u001b[K" : "") + "stopped; " + counters(sandbox));
    }

    private static String counters(Sandbox sandbox) {
        SandboxCount counts = sandbox.counts();
        return "open %d, accepted %d, rejected %d, peak %d, published %d, delivered %d"
                .formatted(
                        sandbox.open(),
                        counts.accepted(),
                        counts.rejected(),
                        counts.peakConnections(),
                        counts.published(),
                        counts.deliveries());
    }

    private static void stop(CountDownLatch interrupted, CountDownLatch stopped) {
        interrupted.countDown();
        try {
            stopped.await(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
