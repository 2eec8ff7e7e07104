package dev.plimsoll.signalling.auth;

import dev.plimsoll.signalling.Action;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a token says (Metered docs, protocol/authentication and rest-api/tokens).
 *
 * @param channels patterns; empty where the claim is absent, which grants the key's own scope
 * @param permissions empty where the claim is absent, likewise
 * @param metadata handed back in this connection's welcome only
 * @param peerMetadata shown to other peers
 */
public record TokenClaims(
        String peerId,
        Instant expiresAt,
        Optional<List<String>> channels,
        Optional<Set<Action>> permissions,
        Map<String, Object> metadata,
        Map<String, Object> peerMetadata) {
    public TokenClaims {
        Objects.requireNonNull(peerId, "peerId");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(permissions, "permissions");
        // Not Map.copyOf: JSON has nulls, and {"iceServers": null} means something.
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        peerMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(peerMetadata));
    }

    /** A token for {@code peerId} with the key's whole scope and no metadata. */
    public static TokenClaims of(String peerId, Instant expiresAt) {
        return new TokenClaims(peerId, expiresAt, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
