package dev.plimsoll.simulations.engine;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;

/** One virtual user in one step. The step must proceed exactly once, or the user would be lost or doubled. */
public final class StepRun {
    private final Session session;
    private final Action next;
    private final StepLog log;
    private boolean done;

    public StepRun(Session session, Action next, StepLog log) {
        this.session = session;
        this.next = next;
        this.log = log;
    }

    public Session session() {
        return session;
    }

    public StepLog log() {
        return log;
    }

    public void proceed(boolean failed) {
        proceedWith(session, failed);
    }

    public void proceedWith(Session changed, boolean failed) {
        if (!done) {
            done = true;
            next.$bang(failed ? changed.markAsFailed() : changed);
        }
    }
}
