package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the sandbox's process tells the run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SandboxEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = SandboxEvent.Rehearsing.class, name = "rehearsing"),
    @JsonSubTypes.Type(value = SandboxEvent.Rehearsed.class, name = "rehearsed"),
    @JsonSubTypes.Type(value = SandboxEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = SandboxEvent.Counted.class, name = "counted")
})
public sealed interface SandboxEvent {
    /**
     * Everything listens.
     *
     * @param turnPid process id of coturn; 0 if it does not run
     */
    record Ready(String url, String keyId, String keySecret, String publishableKey, String controlToken, long turnPid)
            implements SandboxEvent {
        @Override
        public String toString() {
            return "Ready[url=" + url + ", turnPid=" + turnPid + "]";
        }
    }

    /** What a rehearsal connects to. */
    record Rehearsing(String url, String keyId, String keySecret) implements SandboxEvent {
        @Override
        public String toString() {
            return "Rehearsing[url=" + url + "]";
        }
    }

    /** A rehearsal is over, and what it gave to compile is compiled. */
    record Rehearsed() implements SandboxEvent {}

    record Failed(String message, String hint) implements SandboxEvent {}

    /** What it counted, after it closed its port. */
    record Counted(long accepted, long rejected, long peakConnections, long published, long deliveries)
            implements SandboxEvent {}
}
