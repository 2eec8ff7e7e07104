package dev.plimsoll.cli.watch;

import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.WatchSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Round after round until it is stopped. {@link #run} belongs to one thread; {@link #stop} and {@link #reload} may come
 * from any.
 */
public final class Watch {
    private static final String REACHABLE = "target.reachable";
    private static final String VALID = "watch.valid";
    private static final String OWN = "Plimsoll, docs/watch.md";

    private final Rounds rounds;
    private final Supplier<Optional<Plan>> loader;
    private final Consumer<Alert> alerts;
    private final Consumer<String> says;
    private final LiveFeed live;
    private final InstantSource clock;
    private final Signals signals = new Signals();
    private Plan plan;
    private SlidingWindows windows;
    private Backoff backoff;
    private long number;
    private long outages;
    private boolean away;

    /**
     * @param loader reads the scenario again; empty if it is wrong, and then every problem was told
     * @param alerts is told every breach and every recovery
     * @param says is told what a person should know, a line each
     * @param live is told where the watch stands, and every check over its window
     */
    public Watch(
            Plan plan,
            Rounds rounds,
            Supplier<Optional<Plan>> loader,
            Consumer<Alert> alerts,
            Consumer<String> says,
            LiveFeed live,
            InstantSource clock) {
        this.rounds = rounds;
        this.loader = loader;
        this.alerts = alerts;
        this.says = says;
        this.live = live;
        this.clock = clock;
        adopt(plan);
    }

    /** What is carried out, and how. */
    public record Plan(Scenario scenario, WatchSpec watch) {
        /** The name that points carry and the page shows. */
        public String target() {
            return watch.nameOf(scenario.target());
        }
    }

    /**
     * Returns once it was stopped and the round under way is over.
     *
     * @throws PlimsollException if this machine cannot carry out even the first round
     */
    public void run() throws InterruptedException {
        while (!signals.isStopped()) {
            if (signals.takeReload()) {
                reloadNow();
            }
            number++;
            tell("round " + number + " is under way");
            took(carryOut());
            signals.await(
                    backoff.failures() > 0 ? backoff.pause() : plan.watch().pause());
        }
        says.accept("stopped after " + number + " rounds, " + outages + " outages");
    }

    /** Ends the watch: the round under way is broken off. */
    public void stop() {
        signals.stop();
        rounds.interrupt();
    }

    /** The scenario is read again before the next round. */
    public void reload() {
        signals.reload();
    }

    private Rounds.Round carryOut() throws InterruptedException {
        try {
            return rounds.carryOut(plan.scenario(), plan.watch());
        } catch (InterruptedException e) {
            if (signals.isStopped()) {
                return new Rounds.Round.Interrupted();
            }
            throw e;
        }
    }

    private void took(Rounds.Round round) {
        if (round instanceof Rounds.Round.Outage outage) {
            lost(outage.reason());
        } else if (round instanceof Rounds.Round.Over over) {
            judged(over);
        } else if (round instanceof Rounds.Round.Failed failed) {
            failed(failed.trouble());
        }
    }

    /** Whoever starts a watch that cannot work is there to read why; later nobody may be. */
    private void failed(PlimsollException trouble) {
        if (number == 1) {
            throw trouble;
        }
        backoff = backoff.failedAgain();
        says.accept("round " + number + " could not be carried out: " + trouble.getMessage() + "; " + trouble.hint());
        conclude(List.of(valid(false, trouble.getMessage())), "");
    }

    /** Nothing else is concluded from a round that met nobody: there are no numbers. */
    private void lost(String reason) {
        if (!away) {
            outages++;
            away = true;
        }
        backoff = backoff.failedAgain();
        says.accept("round " + number + ": the target is away: " + reason + "; trying again in "
                + backoff.pause().toMillis() / 1000.0 + " s");
        conclude(List.of(reachable(false, reason)), "");
    }

    private void judged(Rounds.Round.Over over) {
        if (away) {
            says.accept("the target is back");
        }
        away = false;
        backoff = Backoff.from(plan.watch().retry());
        boolean valid = over.result().verdict() != Verdict.INVALID;
        List<Check> checks = new ArrayList<>(valid ? over.result().verdicts() : List.of());
        checks.add(reachable(true, "reached"));
        checks.add(valid(valid, over.result().verdict().name()));
        says.accept("round " + number + ": " + over.result().verdict());
        conclude(checks, over.result().runId());
        if (valid) {
            forgetOthers(checks);
        }
    }

    private void conclude(List<Check> checks, String round) {
        Instant now = clock.instant();
        for (Change change : windows.round(checks, now)) {
            says.accept((change.broken() ? "BREACH " : "RECOVERY ")
                    + change.check().id() + ": " + change.check().observed());
            alerts.accept(new Alert(change, plan.scenario().name(), plan.target(), round, now));
        }
        windows.checks().forEach(live::verdict);
        tell("round " + number + " is over");
    }

    /** A scenario that was read again may make other checks. */
    private void forgetOthers(List<Check> checks) {
        windows.keepOnly(checks.stream().map(Check::id).collect(Collectors.toSet()));
    }

    private void tell(String where) {
        live.stage(
                "watch",
                where + "; " + windows.broken() + " checks broken; " + outages + " outages"
                        + (away ? ", the target is away now" : ""));
    }

    private static Check reachable(boolean holds, String observed) {
        return Check.of(REACHABLE, "The target can be reached", holds, "reached", observed, OWN);
    }

    private static Check valid(boolean holds, String observed) {
        return Check.of(VALID, "The generator's numbers can be trusted", holds, "no round INVALID", observed, OWN);
    }

    private void reloadNow() {
        Optional<Plan> loaded = loader.get();
        if (loaded.isEmpty()) {
            says.accept("the scenario is wrong; the one before it goes on");
            return;
        }
        if (!loaded.get().target().equals(plan.target())) {
            says.accept("the watch keeps its target's name, " + plan.target() + ", on the page until it is restarted");
        }
        boolean sameWindow = loaded.get().watch().window() == plan.watch().window()
                && loaded.get().watch().breach() == plan.watch().breach();
        SlidingWindows kept = windows;
        adopt(loaded.get());
        windows = sameWindow ? kept : windows;
        says.accept("the scenario was read again");
    }

    private void adopt(Plan next) {
        plan = next;
        windows = new SlidingWindows(next.watch().window(), next.watch().breach());
        backoff = Backoff.from(next.watch().retry());
    }

    /** What other threads ask for. */
    private static final class Signals {
        private boolean stopped;
        private boolean reload;

        synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        synchronized boolean isStopped() {
            return stopped;
        }

        synchronized void reload() {
            reload = true;
            notifyAll();
        }

        synchronized boolean takeReload() {
            boolean asked = reload;
            reload = false;
            return asked;
        }

        /** Waits, but no longer than until something is asked for. */
        synchronized void await(Duration pause) throws InterruptedException {
            long deadline = System.nanoTime() + pause.toNanos();
            for (long left = pause.toNanos(); left > 0 && !stopped && !reload; left = deadline - System.nanoTime()) {
                long millis = left / 1_000_000;
                wait(millis, (int) (left - millis * 1_000_000));
            }
        }
    }
}
