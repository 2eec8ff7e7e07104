package dev.plimsoll.cli.search;

import dev.plimsoll.cli.Terminal;
import dev.plimsoll.cli.run.Outlet;
import dev.plimsoll.cli.run.Preflight;
import dev.plimsoll.cli.run.Progress;
import dev.plimsoll.cli.run.Run;
import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.cli.scenario.ScenarioLoader;
import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.search.Judgement;
import dev.plimsoll.model.search.KneeSearch.Step;
import dev.plimsoll.model.search.TrialFigures;
import dev.plimsoll.model.search.Variation;
import dev.plimsoll.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Trials that are ordinary runs, each with its folder and its report below the search's folder. */
public final class RunTrials implements Trials {
    private final Variation variation;
    private final Path folder;
    private final Terminal terminal;
    private final Consumer<Path> logs;
    private final InstantSource clock;
    private Run current;
    private boolean interrupted;

    /** @param logs sends what is logged from now on to a file */
    public RunTrials(Variation variation, Path folder, Terminal terminal, Consumer<Path> logs, InstantSource clock) {
        this.variation = variation;
        this.folder = folder;
        this.terminal = terminal;
        this.logs = logs;
        this.clock = clock;
    }

    @Override
    public Optional<Tried> attempt(Step.Try attempt, int number) throws IOException, InterruptedException {
        Scenario varied = variation.at(attempt.value());
        List<String> problems = ScenarioLoader.problems(varied);
        if (!problems.isEmpty()) {
            return Optional.of(Tried.refused(problems.get(0)));
        }
        RunPlan plan = Planner.plan(varied, Segment.WHOLE);
        try {
            Preflight.check(plan);
        } catch (PlimsollException e) {
            return Optional.of(Tried.refused(e.getMessage() + "; " + e.hint()));
        }
        return carryOut(varied, plan, attempt, number);
    }

    private Optional<Tried> carryOut(Scenario varied, RunPlan plan, Step.Try attempt, int number)
            throws IOException, InterruptedException {
        RunFolder ofRun = RunFolder.create(folder, varied.name() + "-" + attempt.value(), clock.instant());
        logs.accept(ofRun.file("plimsoll.log"));
        Outlet outlet = Outlet.ofRun(ofRun, varied, LiveFeed.NONE);
        Run run = new Run(varied, plan, ofRun, progress(attempt, number), outlet, clock);
        begin(run);
        try {
            RunResult result = run.execute();
            ReportWriter.write(result, ofRun.path())
                    .forEach(failure -> terminal.err().println("plimsoll: " + failure));
            return result.exitCode() == ExitCode.INTERRUPTED.code() ? Optional.empty() : Optional.of(tried(result));
        } finally {
            begin(null);
            logs.accept(folder.resolve("plimsoll.log"));
        }
    }

    private Progress progress(Step.Try attempt, int number) {
        Progress progress = Progress.passing(terminal);
        String phase = attempt.phase().name().toLowerCase(Locale.ROOT);
        progress.stage("trial", number + ", at " + attempt.value() + " (" + phase + ")");
        return progress;
    }

    private static Tried tried(RunResult result) {
        return new Tried(result.runId(), Judgement.of(result), TrialFigures.of(result), result.environment());
    }

    /** @param run null if there is none any more */
    private synchronized void begin(Run run) {
        current = run;
        if (interrupted && run != null) {
            run.interrupt();
        }
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
        if (current != null) {
            current.interrupt();
        }
    }
}
