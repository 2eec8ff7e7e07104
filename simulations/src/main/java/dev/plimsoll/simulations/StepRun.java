package dev.plimsoll.simulations;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;

/** One virtual user in one step. The step must proceed exactly once, or the user would be lost or doubled. */
final class StepRun {
    private final Session session;
    private final Action next;
    private final StepLog log;
    private boolean done;

    StepRun(Session session, Action next, StepLog log) {
        this.session = session;
        this.next = next;
        this.log = log;
    }

    Session session() {
        return session;
    }

    StepLog log() {
        return log;
    }

    void proceed(boolean failed) {
        proceedWith(session, failed);
    }

    void proceedWith(Session changed, boolean failed) {
        if (!done) {
            done = true;
            next.$bang(failed ? changed.markAsFailed() : changed);
        }
    }
}
