package dev.plimsoll.cli.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a webhook is told.
 *
 * @param round the folder of the round that decided it; empty for an outage
 */
public record Alert(Change change, String scenario, String target, String round, Instant at) {

    /** The body; docs/watch.md tells its fields. {@code text} is what chat services show. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("event", change.broken() ? "breach" : "recovery");
        json.put("text", text());
        json.put("scenario", scenario);
        json.put("target", target);
        json.put("check", change.check().id());
        json.put("title", change.check().title());
        json.put("expected", change.check().expected());
        json.put("observed", change.check().observed());
        json.put("failedRounds", change.failed());
        json.put("windowRounds", change.window());
        json.put("round", round);
        json.put("since", change.since().toString());
        json.put("at", at.toString());
        return json.toString();
    }

    private String text() {
        return (change.broken() ? "BREACH" : "RECOVERY") + " at " + target + ": "
                + change.check().title() + " (" + change.check().observed() + ")";
    }
}
