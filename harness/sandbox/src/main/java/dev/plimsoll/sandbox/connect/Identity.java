package dev.plimsoll.sandbox.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Who a connection is.
 *
 * @param expiresAt empty for a publishable key
 * @param metadata for this connection's own welcome
 * @param peerMetadata for other peers
 */
public record Identity(
        String peerId,
        Scope scope,
        Optional<Instant> expiresAt,
        Optional<JsonNode> metadata,
        Optional<JsonNode> peerMetadata) {}
