package dev.plimsoll.simulations.dsl;

import dev.plimsoll.simulations.engine.StepAction;
import dev.plimsoll.simulations.engine.StepRun;
import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.Optional;
import scala.Function1;

/** A step in Gatling's terms: an action that does its work on the user's event loop and waits for nothing. */
abstract class Step implements ActionBuilder {
    final String name;
    final String connection;

    Step(String name, String connection) {
        this.name = name;
        this.connection = connection;
    }

    /** Carries the step out for one user; must proceed exactly once. */
    abstract void carryOut(StepRun run, SignallingComponents components);

    @Override
    public final io.gatling.core.action.builder.ActionBuilder asScala() {
        return new io.gatling.core.action.builder.ActionBuilder() {
            @Override
            public Action build(ScenarioContext context, Action next) {
                SignallingComponents components =
                        context.protocolComponentsRegistry().components(SignallingComponents.KEY);
                return new StepAction(name, context.coreComponents(), next, run -> carryOut(run, components));
            }
        };
    }

    /** The user's connection; without one the step fails and the user goes on. */
    final Optional<UserConnection> connectionOf(StepRun run) {
        Optional<UserConnection> user = UserConnection.of(run.session(), connection);
        if (user.isEmpty()) {
            finish(run, System.currentTimeMillis(), false, "not-connected", "no connection '" + connection + "'");
        }
        return user;
    }

    final void finish(StepRun run, long startMillis, boolean ok, String code, String message) {
        finish(run, run.session(), startMillis, ok, code, message);
    }

    /** Writes the step's line and lets the user go on. */
    final void finish(StepRun run, Session changed, long startMillis, boolean ok, String code, String message) {
        long now = System.currentTimeMillis();
        if (ok) {
            run.log().ok(name, startMillis, now, code);
        } else {
            run.log().ko(name, startMillis, now, code, message);
        }
        run.proceedWith(changed.logGroupRequestTimings(startMillis, now), !ok);
    }

    /** @throws IllegalArgumentException with Gatling's reason, if the session does not have what the expression wants */
    static String resolve(Function1<Session, Validation<String>> expression, Session session) {
        Validation<String> resolved = expression.apply(session);
        if (resolved instanceof Success<String> success) {
            return success.value();
        }
        throw new IllegalArgumentException(((Failure) (Validation<?>) resolved).message());
    }
}
