package dev.plimsoll.cli;

import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.cli.limits.Plans;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.PackPlan;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.report.PackText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Probes the limits of a pack: a run that does nothing else. */
@Command(name = "limits", description = "Probe the limits that a service documents, one verdict each.")
final class LimitsCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "PACK",
            description = "The name of a pack of scenarios/limits, as metered-realtime, or a file.")
    private String name;

    @Mixin
    private final LimitsTarget target = new LimitsTarget();

    @Option(names = "--only", split = ",", paramLabel = "ID", description = "Probe these limits alone.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "List the limits of the pack, and end.")
    private boolean list;

    @Option(names = "--plan", description = "Say what probing takes, send nothing, and end.")
    private boolean plan;

    @Mixin
    private final ResultOptions results = new ResultOptions();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    private final Terminal terminal;

    LimitsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<LimitPack> pack = pack();
        if (pack.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        if (list) {
            terminal.out().print(PackText.list(chosen(pack.get())));
            return ExitCode.PASSED.code();
        }
        Optional<Scenario> scenario = target.scenario(name, pack.get(), terminal, System.getenv());
        return scenario.isEmpty() ? ExitCode.USAGE.code() : probe(onlyChosen(scenario.get()));
    }

    private int probe(Scenario scenario) throws IOException, InterruptedException {
        List<PackPlan> plans = Plans.packs(scenario);
        if (plan) {
            plans.forEach(planned -> terminal.out().print(PackText.plan(planned)));
        }
        Optional<String> beyond = beyondBudget(scenario, plans);
        if (beyond.isPresent()) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    "probing passes the budget: " + beyond.get(),
                    "allow more, or probe less with --only");
        }
        return plan
                ? ExitCode.PASSED.code()
                : new Launch(terminal, results.reports(), live.settings(System.getenv()))
                        .run(results.applied(scenario));
    }

    private static Optional<String> beyondBudget(Scenario scenario, List<PackPlan> plans) {
        if (!(scenario.target() instanceof Target.Remote remote)) {
            return Optional.empty();
        }
        List<String> passed = plans.stream()
                .flatMap(planned -> PackPlan.beyond(remote.budget(), planned.total()).stream())
                .toList();
        return passed.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", passed));
    }

    private Optional<LimitPack> pack() {
        PackReader.Loaded loaded = new PackReader(Packs.PROBES).find(name);
        if (loaded instanceof PackReader.Loaded.Valid valid) {
            return Optional.of(valid.pack());
        }
        Problems.print(((PackReader.Loaded.Invalid) loaded).problems(), terminal);
        return Optional.empty();
    }

    private Scenario onlyChosen(Scenario scenario) {
        LimitPack chosen = chosen(scenario.packs().get(0));
        Scenario alone = Scenario.ofPacks(scenario.name(), scenario.description(), scenario.target(), List.of(chosen));
        return scenario.influx().map(alone::withInflux).orElse(alone);
    }

    private LimitPack chosen(LimitPack pack) {
        only.stream().filter(id -> !pack.ids().contains(id)).findFirst().ifPresent(id -> {
            var fault = Packs.unknownLimit(pack, id, "");
            throw new PlimsollException(ExitCode.USAGE, fault.what(), fault.hint());
        });
        return only.isEmpty() ? pack : pack.only(only);
    }
}
