package dev.plimsoll.simulations.engine;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Gatling action whose work is a function. The base class spares a Java action Scala's logging trait. */
public final class StepAction extends ActorDelegatingAction {
    private static final Logger LOG = LoggerFactory.getLogger(StepAction.class);

    private final CoreComponents core;
    private final Action next;
    private final Consumer<StepRun> work;

    public StepAction(String name, CoreComponents core, Action next, Consumer<StepRun> work) {
        super(name, null);
        this.core = core;
        this.next = next;
        this.work = work;
    }

    @Override
    public void execute(Session session) {
        StepRun run = new StepRun(session, next, new StepLog(core.statsEngine(), session));
        try {
            work.accept(run);
        } catch (RuntimeException e) {
            LOG.error("step {}", name(), e);
            core.statsEngine().logRequestCrash(session.scenario(), session.groups(), name(), String.valueOf(e));
            run.proceed(true);
        }
    }
}
