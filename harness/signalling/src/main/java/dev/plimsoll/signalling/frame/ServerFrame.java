package dev.plimsoll.signalling.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the service sends (Metered docs, protocol/wire-format; required fields as @metered-ca/realtime 1.2.0). */
public sealed interface ServerFrame {

    /**
     * The first frame of an accepted connection.
     *
     * @param expiresAt Unix seconds at which the token ends; empty for a publishable key
     */
    record Welcome(
            String peerId, OptionalLong expiresAt, long serverTime, int maxMessageSize, Optional<JsonNode> metadata)
            implements ServerFrame {}

    record Ack(String requestId) implements ServerFrame {}

    record Failure(Optional<String> requestId, String code, Optional<String> message) implements ServerFrame {}

    /** A publish of another peer on a channel. */
    record Message(String channel, String from, JsonNode data, Optional<JsonNode> fromMetadata)
            implements ServerFrame {}

    /** A send of another peer. */
    record Direct(String from, JsonNode data, Optional<JsonNode> fromMetadata) implements ServerFrame {}

    /** Who came and went; the first one after a subscribe is the whole roster. */
    record Presence(String channel, List<Member> joined, List<Member> left) implements ServerFrame {
        public Presence {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    record Member(String peerId, Optional<JsonNode> metadata) {}

    /** The service will close this connection with 1001 and asks to come back no sooner than this. */
    record GoingAway(long retryAfterMs) implements ServerFrame {}

    record Pong() implements ServerFrame {}
}
