package dev.plimsoll.agents.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the run tells an agent host. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentOrder.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = AgentOrder.Place.class, name = "place"),
    @JsonSubTypes.Type(value = AgentOrder.Present.class, name = "present"),
    @JsonSubTypes.Type(value = AgentOrder.UseIce.class, name = "use-ice"),
    @JsonSubTypes.Type(value = AgentOrder.Deny.class, name = "deny"),
    @JsonSubTypes.Type(value = AgentOrder.RenewCredentials.class, name = "renew-credentials"),
    @JsonSubTypes.Type(value = AgentOrder.DropSignalling.class, name = "drop-signalling"),
    @JsonSubTypes.Type(value = AgentOrder.Retire.class, name = "retire"),
    @JsonSubTypes.Type(value = AgentOrder.Stop.class, name = "stop")
})
public sealed interface AgentOrder {
    /**
     * Where and how calls are placed; the first order, once.
     *
     * @param url scheme and authority of the signalling service
     * @param origin may be null
     */
    record Begin(String url, String origin, CallSettings calls) implements AgentOrder {}

    /** Place these calls now. */
    record Place(List<Pair> pairs) implements AgentOrder {}

    /**
     * A call.
     *
     * @param slot the place in which calls follow each other, which its points are tagged with
     * @param path to the TURN servers, as {@link dev.plimsoll.model.scenario.TurnPath} labels it
     * @param caller peer id of the end that opens the data channel; null if that end is somebody else's
     * @param callee peer id of the other end; null if that is somebody else's. At least one of them is ours
     * @param durationMs from now until the call is ended in good order
     */
    record Pair(String id, String slot, String path, String channel, String caller, String callee, long durationMs) {
        /** The only one in its place. */
        public Pair(String id, String path, String channel, String caller, String callee, long durationMs) {
            this(id, id, path, channel, caller, callee, durationMs);
        }
    }

    /** Answers {@link AgentEvent.TokenWanted}: a token, or a publishable key, and null for the other. */
    record Present(long request, String token, String key) implements AgentOrder {
        @Override
        public String toString() {
            return "Present[request=" + request + "]";
        }
    }

    /**
     * Answers {@link AgentEvent.IceWanted}.
     *
     * @param refreshInMs when to ask again, -1 for never
     * @param expiresInMs after which the credentials start no allocation any more, -1 if that is not known
     */
    record UseIce(long request, List<WireIceServer> servers, long refreshInMs, long expiresInMs)
            implements AgentOrder {}

    /** Answers a request that cannot be met. */
    record Deny(long request, String reason) implements AgentOrder {}

    /** Ask for new TURN credentials for every peer and bring them to use. */
    record RenewCredentials() implements AgentOrder {}

    /** Cut every peer's signalling connection, and make none for this long. */
    record DropSignalling(long forMs) implements AgentOrder {}

    /** Take no more calls; end the process when the last one has ended. */
    record Retire() implements AgentOrder {}

    /** End every call now, then the process. */
    record Stop() implements AgentOrder {}
}
