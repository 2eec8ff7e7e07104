package dev.plimsoll.simulations;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.simulations.engine.GatlingChannels;
import dev.plimsoll.simulations.engine.StepAction;
import dev.plimsoll.simulations.engine.StepRun;
import dev.plimsoll.simulations.protocol.SocketOpener;
import dev.plimsoll.simulations.storm.StormTrack;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator$Reason$Graceful$Forced;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The steps of a connection's life as Gatling actions; each works on the user's own event loop and waits for nothing. */
final class Steps {
    private static final String CONNECTION = "plimsoll.connection";

    private Steps() {}

    /** Takes the next connection of the plan and waits until it is to be opened. */
    static ActionBuilder awaitTurn(LoadContext load) {
        return builder((core, next) -> {
            SocketOpener opener = new SocketOpener(
                    load.target().endpoint(),
                    load.target().origin(),
                    load.target().timeout(),
                    GatlingChannels.of(core));
            load.stopInjectionWith(() -> core.controller().$bang(stop()));
            return new StepAction("await turn", core, next, run -> awaitTurn(load, opener, run));
        });
    }

    static ActionBuilder connect(LoadContext load) {
        return builder((core, next) -> new StepAction("connect", core, next, run -> connect(load, run)));
    }

    static ActionBuilder subscribe() {
        return builder((core, next) -> new StepAction("subscribe", core, next, run -> {
            long start = System.currentTimeMillis();
            connectionOf(run.session()).subscribe(problem -> {
                log(run, "subscribe", start, problem);
                run.proceed(problem.isPresent());
            });
        }));
    }

    static ActionBuilder hold() {
        return builder((core, next) -> new StepAction("hold", core, next, run -> {
            long start = System.currentTimeMillis();
            connectionOf(run.session()).hold(problem -> {
                problem.ifPresent(what -> log(run, "hold", start, problem));
                run.proceed(problem.isPresent());
            });
        }));
    }

    static ActionBuilder close() {
        return builder((core, next) -> new StepAction(
                "close", core, next, run -> connectionOf(run.session()).close(() -> run.proceed(false))));
    }

    private static void awaitTurn(LoadContext load, SocketOpener opener, StepRun run) {
        if (load.clock().start()) {
            load.storms().forEach(storm -> letServiceGo(load, storm));
        }
        LoadConnection connection =
                new LoadConnection(load, load.next(), run.session().eventLoop(), opener, run.log());
        Session session = run.session().set(CONNECTION, connection);
        connection.awaitTurn(() -> run.proceedWith(session, false));
    }

    private static void connect(LoadContext load, StepRun run) {
        if (load.isStopping()) {
            run.proceed(true);
            return;
        }
        LoadConnection connection = connectionOf(run.session());
        long start = load.clock().millisOf(connection.intendedNanos());
        connection.open(outcome -> {
            boolean accepted = outcome instanceof ConnectOutcome.Accepted;
            log(run, "connect", start, accepted ? Optional.empty() : Optional.of(outcome.code()));
            run.proceed(!accepted);
        });
    }

    /** On a thread of its own, for it may take a while; it ends with its one call. */
    private static void letServiceGo(LoadContext load, StormTrack track) {
        if (track.storm().cause() == Storm.Cause.SERVICE) {
            Duration at = load.plan().completeAt().plus(track.storm().at());
            CompletableFuture.delayedExecutor(
                            load.clock().nanosAt(at) - System.nanoTime(),
                            TimeUnit.NANOSECONDS,
                            task -> new Thread(task, "plimsoll-storm").start())
                    .execute(load.target().goAway());
        }
    }

    private static void log(StepRun run, String name, long start, Optional<String> problem) {
        long end = System.currentTimeMillis();
        problem.ifPresentOrElse(
                what -> run.log().ko(name, start, end, what), () -> run.log().ok(name, start, end));
    }

    private static LoadConnection connectionOf(Session session) {
        return (LoadConnection) session.attributes().apply(CONNECTION);
    }

    private static Controller.Command stop() {
        return new Controller$Command$StopLoadGenerator(
                new Controller$Command$StopLoadGenerator$Reason$Graceful$Forced("the run is stopped"));
    }

    private interface Factory {
        Action make(CoreComponents core, Action next);
    }

    private static ActionBuilder builder(Factory factory) {
        return () -> new io.gatling.core.action.builder.ActionBuilder() {
            @Override
            public Action build(ScenarioContext context, Action next) {
                return factory.make(context.coreComponents(), next);
            }
        };
    }
}
