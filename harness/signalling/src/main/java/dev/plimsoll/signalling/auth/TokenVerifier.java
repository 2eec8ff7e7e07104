package dev.plimsoll.signalling.auth;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ProtocolLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads tokens as the service does: structure first, then key and signature, then claims, then expiry. */
public final class TokenVerifier {
    private static final Set<Check> ALL = EnumSet.allOf(Check.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, Optional<Secret>> secretOfKey;

    /** @param secretOfKey the signing secret of a key id, or empty for an unknown or revoked key */
    public TokenVerifier(Function<String, Optional<Secret>> secretOfKey) {
        this.secretOfKey = secretOfKey;
    }

    /** What a faulty service may leave out. */
    public enum Check {
        KEY_ID,
        SIGNATURE,
        METADATA_SIZE,
        EXPIRY
    }

    /** What a token came to. */
    public sealed interface Verified {
        record Valid(String keyId, TokenClaims claims) implements Verified {}

        /** Not a token at all: refused over HTTP. */
        record Unreadable(String why) implements Verified {}

        /** A token whose header names no key. */
        record WithoutKeyId() implements Verified {}

        /** A token that this service did not sign, or whose claims break its rules: closed with 4001. */
        record Untrusted(String why) implements Verified {}

        /** A token whose time is over: closed with 4002. */
        record Expired(Instant at) implements Verified {}
    }

    public Verified verify(ReceivedToken token, Instant now) {
        return verify(token, now, ALL, "");
    }

    /**
     * @param checks what is checked
     * @param defaultKey the key of a token that names none, where that is not checked
     */
    public Verified verify(ReceivedToken token, Instant now, Set<Check> checks, String defaultKey) {
        if (token.decoded().isEmpty()) {
            return new Verified.Unreadable("not a token");
        }
        if (token.keyId().isEmpty() && checks.contains(Check.KEY_ID)) {
            return new Verified.WithoutKeyId();
        }
        return trusted(token.decoded().get(), token.keyId().orElse(defaultKey), now, checks);
    }

    private Verified trusted(DecodedJWT token, String keyId, Instant now, Set<Check> checks) {
        Optional<Secret> secret = secretOfKey.apply(keyId);
        if (secret.isEmpty() || !"HS256".equals(token.getAlgorithm())) {
            return new Verified.Untrusted("unknown key");
        }
        if (checks.contains(Check.SIGNATURE) && !isSigned(token, secret.get())) {
            return new Verified.Untrusted("bad signature");
        }
        Optional<String> fault = faultOf(token, checks.contains(Check.METADATA_SIZE));
        if (fault.isPresent()) {
            return new Verified.Untrusted(fault.get());
        }
        Instant expiresAt = token.getExpiresAtAsInstant();
        if (checks.contains(Check.EXPIRY) && !expiresAt.isAfter(now)) {
            return new Verified.Expired(expiresAt);
        }
        return new Verified.Valid(keyId, read(token, expiresAt));
    }

    private static boolean isSigned(DecodedJWT token, Secret secret) {
        try {
            Algorithm.HMAC256(secret.reveal().getBytes(StandardCharsets.UTF_8)).verify(token);
            return true;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private static Optional<String> faultOf(DecodedJWT token, boolean sizes) {
        if (token.getSubject() == null || !ProtocolLimits.isPeerId(token.getSubject())) {
            return Optional.of("sub is not a peer id");
        }
        if (token.getExpiresAtAsInstant() == null) {
            return Optional.of("no exp");
        }
        try {
            if (sizes && sizeOf(token.getClaim("metadata")) > ProtocolLimits.MAX_METADATA_BYTES) {
                return Optional.of("metadata is over 8 KB");
            }
            if (sizes && sizeOf(token.getClaim("peerMetadata")) > ProtocolLimits.MAX_PEER_METADATA_BYTES) {
                return Optional.of("peerMetadata is over 4 KB");
            }
            strings(token.getClaim("channels"));
            strings(token.getClaim("permissions"));
            return Optional.empty();
        } catch (JWTDecodeException e) {
            return Optional.of("a claim has the wrong type");
        }
    }

    private static int sizeOf(Claim claim) {
        try {
            return JSON.writeValueAsBytes(object(claim)).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a claim that was read can be written", e);
        }
    }

    private static TokenClaims read(DecodedJWT token, Instant expiresAt) {
        return new TokenClaims(
                token.getSubject(),
                expiresAt,
                strings(token.getClaim("channels")),
                strings(token.getClaim("permissions")).map(TokenVerifier::actions),
                object(token.getClaim("metadata")),
                object(token.getClaim("peerMetadata")));
    }

    private static Optional<List<String>> strings(Claim claim) {
        return given(claim, claim.asList(String.class));
    }

    private static Map<String, Object> object(Claim claim) {
        return given(claim, claim.asMap()).orElse(Map.of());
    }

    /** The JWT library reads a claim of another type as null. */
    private static <T> Optional<T> given(Claim claim, T value) {
        if (value == null && !claim.isMissing() && !claim.isNull()) {
            throw new JWTDecodeException("a claim has the wrong type");
        }
        return Optional.ofNullable(value);
    }

    private static Set<Action> actions(List<String> names) {
        return names.stream().flatMap(name -> Action.of(name).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
