package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.Terminal;
import dev.plimsoll.cli.limits.Plans;
import dev.plimsoll.cli.run.Outlet;
import dev.plimsoll.cli.run.Preflight;
import dev.plimsoll.cli.run.Progress;
import dev.plimsoll.cli.run.Run;
import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.WatchSpec;
import dev.plimsoll.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Rounds as runs of their own, each with its folder, by the engine that carries out any run. */
public final class EngineRounds implements Rounds {
    private final Path folder;
    private final Terminal terminal;
    private final Consumer<Path> logs;
    private final LiveFeed live;
    private final InstantSource clock;
    private Run current;
    private boolean interrupted;

    /**
     * @param folder in which every round makes one of its own
     * @param logs sends what is logged from now on to a file
     */
    public EngineRounds(Path folder, Terminal terminal, Consumer<Path> logs, LiveFeed live, InstantSource clock) {
        this.folder = folder;
        this.terminal = terminal;
        this.logs = logs;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public Round carryOut(Scenario scenario, WatchSpec watch) throws InterruptedException {
        Optional<String> away = away(scenario.target());
        if (away.isPresent()) {
            return new Round.Outage(away.get());
        }
        try {
            return attempt(scenario, watch);
        } catch (PlimsollException e) {
            return new Round.Failed(e);
        } catch (IOException e) {
            String hint = "free some space, or choose another folder with --reports";
            return new Round.Failed(new PlimsollException(ExitCode.NOT_READY, e.toString(), hint, e));
        }
    }

    private Round attempt(Scenario scenario, WatchSpec watch) throws IOException, InterruptedException {
        RunFolder ofRound = RunFolder.create(folder, scenario.name(), clock.instant());
        DiskBound.keep(folder, watch.keepBytes());
        logs.accept(ofRound.file("plimsoll.log"));
        LiveFeed feed = new WatchFeed(live);
        Outlet outlet = Outlet.ofTarget(watch.nameOf(scenario.target()), scenario, feed);
        Progress progress = Progress.passing(terminal, feed::stage);
        Run run = new Run(scenario, Plans.plan(scenario), ofRound, progress, outlet, clock);
        begin(run);
        try {
            RunResult result = run.execute();
            ReportWriter.write(result, ofRound.path())
                    .forEach(failure -> terminal.err().println("plimsoll: " + failure));
            return round(result);
        } finally {
            begin(null);
        }
    }

    /** Asked before a round is begun, so that an outage of days leaves no folders. */
    private static Optional<String> away(Target target) {
        try {
            if (target instanceof Target.Remote remote) {
                Preflight.reachable(remote);
            }
            return Optional.empty();
        } catch (PlimsollException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Round round(RunResult result) {
        if (result.exitCode() == ExitCode.INTERRUPTED.code()) {
            return new Round.Interrupted();
        }
        SignallingResult signalling = result.signalling();
        boolean nobody = signalling != null && signalling.attempted() > 0 && signalling.accepted() == 0;
        return nobody
                ? new Round.Outage("none of " + signalling.attempted() + " connects was accepted")
                : new Round.Over(result);
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
