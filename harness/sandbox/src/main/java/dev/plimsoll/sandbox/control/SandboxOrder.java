package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the run tells the sandbox's process. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SandboxOrder.Start.class, name = "start"),
    @JsonSubTypes.Type(value = SandboxOrder.Stop.class, name = "stop")
})
public sealed interface SandboxOrder {
    record Start(int port, int maxConcurrentConnections, int connectsPerIp, long connectWindowMs, boolean turn)
            implements SandboxOrder {}

    /** Count for the last time, then end. */
    record Stop() implements SandboxOrder {}
}
