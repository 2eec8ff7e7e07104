package dev.plimsoll.sandbox.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

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
     * @param apps keys of every app, in the configured order; at least one
     * @param turn null if coturn does not run
     */
    record Ready(String url, List<Keys> apps, String controlToken, Turn turn, Kit kit) implements SandboxEvent {
        public Ready {
            apps = List.copyOf(apps);
        }

        /** The first app's. */
        public Keys keys() {
            return apps.get(0);
        }

        @Override
        public String toString() {
            return "Ready[url=" + url + "]";
        }
    }

    /** An app's signing key and its publishable key. */
    record Keys(String id, String secret, String publishable) {
        @Override
        public String toString() {
            return "Keys[id=" + id + "]";
        }
    }

    /** coturn, and the key of the credential API in front of it. */
    record Turn(long pid, List<String> urls, String keyId, String keySecret) {
        @Override
        public String toString() {
            return "Turn[pid=" + pid + "]";
        }
    }

    /** How a client gets at the RealtimeKit part. */
    record Kit(String appId, String apiToken) {
        @Override
        public String toString() {
            return "Kit[appId=" + appId + "]";
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
