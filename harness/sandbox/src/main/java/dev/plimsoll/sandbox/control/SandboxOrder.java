package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;

/** What the run tells the sandbox's process. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SandboxOrder.Start.class, name = "start"),
    @JsonSubTypes.Type(value = SandboxOrder.Rehearse.class, name = "rehearse"),
    @JsonSubTypes.Type(value = SandboxOrder.EndRehearsal.class, name = "endRehearsal"),
    @JsonSubTypes.Type(value = SandboxOrder.Stop.class, name = "stop")
})
public sealed interface SandboxOrder {
    /** @param settings what the scenario sets of the sandbox's configuration */
    record Start(JsonNode settings) implements SandboxOrder {}

    /** Begin a rehearsal at a second service on the same event loop, whose counts nobody is told. */
    record Rehearse() implements SandboxOrder {}

    /** End the rehearsal, and wait until what it gave to compile is compiled. */
    record EndRehearsal() implements SandboxOrder {}

    /** Count for the last time, then end. */
    record Stop() implements SandboxOrder {}
}
