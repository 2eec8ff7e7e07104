package dev.plimsoll.cli;

import dev.plimsoll.cli.watch.Alert;
import dev.plimsoll.cli.watch.EngineRounds;
import dev.plimsoll.cli.watch.Watch;
import dev.plimsoll.cli.watch.WatchFolder;
import dev.plimsoll.cli.watch.Webhook;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches a target: round after round until it is told to stop. */
@Command(name = "watch", description = "Carry a scenario out for ever, and tell when its expectations break.")
final class WatchCommand implements Callable<Integer> {
    private static final String WEBHOOK = "PLIMSOLL_WEBHOOK";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    @Mixin
    private final ScenarioOptions given = new ScenarioOptions();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Watch.Plan> plan = given.loadWatch(terminal);
        return plan.isEmpty() ? ExitCode.USAGE.code() : watch(plan.get());
    }

    private int watch(Watch.Plan plan) throws IOException, InterruptedException {
        String name = plan.target();
        try (WatchFolder folder = WatchFolder.open(given.reports(), name)) {
            terminal.keepLibrariesOff(folder.file("libraries.log"));
            Alerts alerts = Alerts.open(plan.watch().webhook().or(WatchCommand::ofEnvironment));
            LivePage page = LivePage.open(live.settings(System.getenv()), name, terminal, clock);
            EngineRounds rounds = new EngineRounds(folder.rounds(), terminal, Logs::to, page.feed(), clock);
            carryOut(new Watch(plan, rounds, this::loadAgain, alerts, this::say, page.feed(), clock), alerts, page);
        }
        return ExitCode.PASSED.code();
    }

    /** Alerts that wait and the page's last words are sent before a signal is told that all is done. */
    private static void carryOut(Watch watch, Alerts alerts, LivePage page) throws InterruptedException {
        OnHangup.run(watch::reload);
        OnSignal signal = OnSignal.interrupt(watch::stop);
        try (page;
                alerts) {
            watch.run();
        } finally {
            signal.finished();
        }
    }

    private Optional<Watch.Plan> loadAgain() {
        try {
            return given.loadWatch(terminal);
        } catch (PlimsollException e) {
            terminal.err().println("plimsoll: " + e.getMessage());
            terminal.err().println("  " + e.hint());
            return Optional.empty();
        }
    }

    private void say(String line) {
        terminal.out().println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }

    private static Optional<Secret> ofEnvironment() {
        return Optional.ofNullable(System.getenv(WEBHOOK))
                .filter(url -> !url.isBlank())
                .map(url -> new Secret(url.strip()));
    }

    /** The webhook, if there is one. */
    private record Alerts(Optional<Webhook> webhook) implements Consumer<Alert>, AutoCloseable {
        static Alerts open(Optional<Secret> url) {
            return new Alerts(url.map(given -> new Webhook(given, FIRST_RETRY)));
        }

        @Override
        public void accept(Alert alert) {
            webhook.ifPresent(target -> target.accept(alert));
        }

        @Override
        public void close() {
            webhook.ifPresent(Webhook::close);
        }
    }
}
