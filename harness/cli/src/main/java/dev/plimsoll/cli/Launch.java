package dev.plimsoll.cli;

import dev.plimsoll.cli.limits.Plans;
import dev.plimsoll.cli.run.Outlet;
import dev.plimsoll.cli.run.Progress;
import dev.plimsoll.cli.run.Run;
import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.live.LiveSettings;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.report.ReportWriter;
import dev.plimsoll.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Carries one run out, with its folder, its log and its report, for a person at a terminal.
 *
 * @param live where the live page is served, if it is
 */
record Launch(Terminal terminal, Path reports, Optional<LiveSettings> live) {

    /** @return the exit code */
    int run(Scenario scenario) throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        RunFolder folder = RunFolder.create(reports, scenario.name(), clock.instant());
        terminal.keepLibrariesOff(folder.file("libraries.log"));
        Logs.to(folder.file("plimsoll.log"));
        return run(scenario, folder, LivePage.open(live, folder.runId(), terminal, clock), clock);
    }

    /** The page is closed before a signal is told that all is done: its last words are part of the run. */
    private int run(Scenario scenario, RunFolder folder, LivePage page, InstantSource clock)
            throws IOException, InterruptedException {
        LiveFeed feed = page.feed();
        Progress progress = new Progress(terminal, feed::stage);
        Run run =
                new Run(scenario, Plans.plan(scenario), folder, progress, Outlet.ofRun(folder, scenario, feed), clock);
        OnSignal signal = OnSignal.interrupt(run::interrupt);
        try (page) {
            RunResult result = run.execute();
            feed.stage("run", "over: " + result.verdict());
            return finish(result, folder);
        } finally {
            signal.finished();
        }
    }

    private int finish(RunResult result, RunFolder folder) throws IOException {
        List<String> failures = ReportWriter.write(result, folder.path());
        Path written = failures.isEmpty() ? folder.path() : elsewhere(result, folder, failures);
        terminal.out().print(Summary.of(result, written.resolve("report.html"), terminal.isInteractive()));
        return failures.isEmpty() || result.exitCode() != ExitCode.PASSED.code()
                ? result.exitCode()
                : ExitCode.NOT_READY.code();
    }

    /** A disk that is full must not cost the report of a run that took hours. */
    private Path elsewhere(RunResult result, RunFolder folder, List<String> failures) throws IOException {
        failures.forEach(failure -> terminal.err().println("plimsoll: " + failure));
        Path refuge = Files.createTempDirectory("plimsoll-" + folder.runId() + "-");
        List<String> again = ReportWriter.write(result, refuge);
        terminal.err()
                .println(again.isEmpty() ? "  the report is in " + refuge : "  nor could it be written to " + refuge);
        return again.isEmpty() ? refuge : folder.path();
    }
}
