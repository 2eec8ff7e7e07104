package dev.plimsoll.cli;

import dev.plimsoll.cli.search.CapacitySearch;
import dev.plimsoll.cli.search.Digest;
import dev.plimsoll.cli.search.RunTrials;
import dev.plimsoll.cli.search.SearchFolder;
import dev.plimsoll.cli.search.SearchOptions;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.search.SearchResult;
import dev.plimsoll.model.search.SearchTrial;
import dev.plimsoll.model.search.Variation;
import dev.plimsoll.report.SearchSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the knee of a scenario: run after run, each with another load. */
@Command(name = "search", description = "Find the highest load for which a scenario's expectations hold.")
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private final ScenarioOptions given = new ScenarioOptions();

    @Mixin
    private final SearchOptions options = new SearchOptions();

    @Option(
            names = "--cool-down",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Rest between two runs; ${DEFAULT-VALUE} by default.")
    private String coolDown;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "Go on with the search that was interrupted and left this folder.")
    private Path resume;

    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    SearchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Scenario> loaded = given.load(terminal);
        if (loaded.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        Scenario scenario = loaded.get();
        Duration rest = rest();
        String digest = Digest.of(given.file());
        return resume == null ? begin(scenario, digest, rest) : goOn(scenario, digest, rest);
    }

    private Duration rest() {
        return Quantities.duration(coolDown)
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.USAGE,
                        "--cool-down " + coolDown + " cannot be read",
                        "write a duration, as 500ms, 15s or 2m"));
    }

    private int begin(Scenario scenario, String digest, Duration rest) throws IOException, InterruptedException {
        SearchPlan plan = options.plan(scenario, digest);
        SearchFolder folder = SearchFolder.create(given.reports(), scenario.name(), clock.instant());
        return search(scenario, folder, folder.begin(plan, clock.instant()), rest);
    }

    private int goOn(Scenario scenario, String digest, Duration rest) throws IOException, InterruptedException {
        SearchFolder folder = SearchFolder.existing(resume);
        SearchResult begun = folder.read();
        options.refuseOther(begun.plan(), digest);
        folder.keep(begun);
        return search(scenario, folder, begun, rest);
    }

    private int search(Scenario scenario, SearchFolder folder, SearchResult begun, Duration rest)
            throws IOException, InterruptedException {
        SearchPlan plan = begun.plan();
        introduce(scenario, begun);
        terminal.keepLibrariesOff(folder.file("libraries.log"));
        Logs.to(folder.file("plimsoll.log"));
        Variation variation = Variation.of(scenario, plan.dimension(), plan.keepChannels());
        CapacitySearch search = new CapacitySearch(
                new RunTrials(variation, folder.path(), terminal, Logs::to, clock),
                kept -> {
                    folder.keep(kept);
                    tell(kept.trials().get(kept.trials().size() - 1), plan);
                },
                CapacitySearch.Rest.of(rest),
                clock);
        OnSignal signal = OnSignal.interrupt(search::interrupt);
        try {
            return finish(search.run(begun), folder);
        } catch (PlimsollException e) {
            tellHowToResume(folder);
            throw e;
        } finally {
            signal.finished();
        }
    }

    private void introduce(Scenario scenario, SearchResult begun) {
        terminal.out().println(SearchSummary.intent(begun));
        if (scenario.target() instanceof Target.Remote) {
            terminal.out().println("  the scenario's budget holds for each trial, not for all together");
        }
        begun.trials().forEach(trial -> tell(trial, begun.plan()));
    }

    private void tell(SearchTrial trial, SearchPlan plan) {
        terminal.out().println(SearchSummary.line(trial, plan, terminal.isInteractive()));
    }

    private int finish(SearchResult result, SearchFolder folder) {
        if (result.finding() == null) {
            tellHowToResume(folder);
            return ExitCode.INTERRUPTED.code();
        }
        terminal.out().print(SearchSummary.end(result, folder.file("search.html")));
        return result.finding().exitCode().code();
    }

    private void tellHowToResume(SearchFolder folder) {
        terminal.out()
                .println("  the search is not over; to go on: ./plimsoll search " + given.file() + " --resume "
                        + folder.path());
    }
}
