package dev.plimsoll.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.connect.Identity;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts ICE servers into a welcome's metadata, with a credential of its own for each peer. A token whose metadata already
 * has the key {@code iceServers}, whatever its value, suppresses it.
 */
record IceInjection(List<String> urls, Secret turnSecret) {
    private static final Duration LIFETIME = Duration.ofHours(1);

    Optional<JsonNode> metadataFor(Identity identity, Instant now) {
        Optional<JsonNode> own = identity.metadata();
        if (own.isPresent() && own.get().has("iceServers")) {
            return own;
        }
        TurnCredential credential = TurnCredential.mint(turnSecret, identity.peerId(), now.plus(LIFETIME));
        IceServer server =
                new IceServer(urls, Optional.of(credential.username()), Optional.of(credential.credential()));
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        own.ifPresent(value -> metadata.setAll((ObjectNode) value));
        metadata.set("iceServers", IceServers.write(List.of(server)));
        return Optional.of(metadata);
    }
}
