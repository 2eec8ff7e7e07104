package dev.plimsoll.simulations.engine;

import dev.plimsoll.model.ConnectOutcome;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import scala.Option;
import scala.collection.immutable.List;

/** Writes lines of Gatling's report for one virtual user. Safe for use by several threads. */
public final class StepLog {
    private final StatsEngine stats;
    private final String scenario;
    private final List<String> groups;

    public StepLog(StatsEngine stats, Session session) {
        this.stats = stats;
        this.scenario = session.scenario();
        this.groups = session.groups();
    }

    public void ok(String name, long startMillis, long endMillis) {
        line(name, startMillis, endMillis, OK$.MODULE$, Option.empty(), Option.empty());
    }

    /** @param code becomes the response code */
    public void ok(String name, long startMillis, long endMillis, String code) {
        line(name, startMillis, endMillis, OK$.MODULE$, Option.apply(code), Option.empty());
    }

    /** @param problem becomes the response code and the message */
    public void ko(String name, long startMillis, long endMillis, String problem) {
        ko(name, startMillis, endMillis, problem, problem);
    }

    public void ko(String name, long startMillis, long endMillis, String code, String message) {
        line(name, startMillis, endMillis, KO$.MODULE$, Option.apply(code), Option.apply(message));
    }

    /** A connect that was decided: OK if it was accepted, its code as the response code. */
    public void connect(String name, long startMillis, long endMillis, ConnectOutcome outcome) {
        if (outcome instanceof ConnectOutcome.Accepted) {
            ok(name, startMillis, endMillis, outcome.code());
        } else {
            ko(name, startMillis, endMillis, outcome.code());
        }
    }

    private void line(String name, long start, long end, Status status, Option<String> code, Option<String> message) {
        stats.logResponse(scenario, groups, name, start, end, status, code, message);
    }
}
