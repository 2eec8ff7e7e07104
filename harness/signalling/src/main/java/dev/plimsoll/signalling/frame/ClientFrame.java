package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a client may send (Metered docs, protocol/wire-format). With a request id the service answers each by one ack or
 * error that carries it.
 */
public sealed interface ClientFrame {

    Optional<String> requestId();

    /** @param includeSenderMetadata whether messages of this channel shall carry their sender's metadata */
    record Subscribe(String channel, boolean includeSenderMetadata, Optional<String> requestId)
            implements ClientFrame {}

    record Unsubscribe(String channel, Optional<String> requestId) implements ClientFrame {}

    record Publish(String channel, JsonNode data, Optional<String> requestId) implements ClientFrame {}

    /** A direct message to one peer. */
    record Send(String to, JsonNode data, Optional<String> requestId) implements ClientFrame {}

    record Ping() implements ClientFrame {
        @Override
        public Optional<String> requestId() {
            return Optional.empty();
        }
    }
}
