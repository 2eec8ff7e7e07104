package dev.plimsoll.agents.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.List;
import java.util.Map;

/** What the run tells an agent host. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentOrder.Start.class, name = "start"),
    @JsonSubTypes.Type(value = AgentOrder.Stop.class, name = "stop")
})
public sealed interface AgentOrder {
    /**
     * Place these calls, all at once.
     *
     * @param url scheme and authority of the signalling service
     * @param origin may be null
     * @param tokens a token for each peer id; or empty if {@code key} is given
     * @param key a publishable key, or null
     * @param insecureTurnTls accept any certificate of the TURN server: the sandbox signs its own
     */
    record Start(
            String url,
            String origin,
            Map<String, String> tokens,
            String key,
            List<Pair> pairs,
            double dataPerSecond,
            boolean audio,
            long durationMs,
            long setupTimeoutMs,
            boolean insecureTurnTls)
            implements AgentOrder {
        @Override
        public String toString() {
            return "Start[url=" + url + ", pairs=" + pairs + "]";
        }
    }

    record Pair(String id, TurnTransport transport, String channel, String caller, String callee) {}

    /** End every call, then the process. */
    record Stop() implements AgentOrder {}
}
