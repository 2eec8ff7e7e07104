package dev.plimsoll.simulations;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import scala.Option;
import scala.collection.immutable.List;

/** Writes lines of Gatling's report for one virtual user. Safe for use by several threads. */
final class StepLog {
    private final StatsEngine stats;
    private final String scenario;
    private final List<String> groups;

    StepLog(StatsEngine stats, Session session) {
        this.stats = stats;
        this.scenario = session.scenario();
        this.groups = session.groups();
    }

    void ok(String name, long startMillis, long endMillis) {
        line(name, startMillis, endMillis, OK$.MODULE$, Option.empty(), Option.empty());
    }

    /** @param problem becomes the response code and the message */
    void ko(String name, long startMillis, long endMillis, String problem) {
        line(name, startMillis, endMillis, KO$.MODULE$, Option.apply(problem), Option.apply(problem));
    }

    private void line(String name, long start, long end, Status status, Option<String> code, Option<String> message) {
        stats.logResponse(scenario, groups, name, start, end, status, code, message);
    }
}
