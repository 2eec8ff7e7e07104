package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a client may send (Metered docs, protocol/wire-format). With a request id the service answers each by one ack or
 * error that carries it.
 */
public sealed interface ClientFrame {

    Optional<String> requestId();

    /** The same with this request id; a ping cannot have one and stays as it is. */
    ClientFrame withRequestId(String id);

    /** @param includeSenderMetadata whether messages of this channel shall carry their sender's metadata */
    record Subscribe(String channel, boolean includeSenderMetadata, Optional<String> requestId) implements ClientFrame {
        @Override
        public ClientFrame withRequestId(String id) {
            return new Subscribe(channel, includeSenderMetadata, Optional.of(id));
        }
    }

    record Unsubscribe(String channel, Optional<String> requestId) implements ClientFrame {
        @Override
        public ClientFrame withRequestId(String id) {
            return new Unsubscribe(channel, Optional.of(id));
        }
    }

    record Publish(String channel, JsonNode data, Optional<String> requestId) implements ClientFrame {
        @Override
        public ClientFrame withRequestId(String id) {
            return new Publish(channel, data, Optional.of(id));
        }
    }

    /** A direct message to one peer. */
    record Send(String to, JsonNode data, Optional<String> requestId) implements ClientFrame {
        @Override
        public ClientFrame withRequestId(String id) {
            return new Send(to, data, Optional.of(id));
        }
    }

    record Ping() implements ClientFrame {
        @Override
        public Optional<String> requestId() {
            return Optional.empty();
        }

        @Override
        public ClientFrame withRequestId(String id) {
            return this;
        }
    }
}
