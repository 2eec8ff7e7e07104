package dev.plimsoll.signalling.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ProtocolLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads tokens as the service does: structure first, then key and signature, then expiry. */
public final class TokenVerifier {
    private final Function<String, Optional<Secret>> secretOfKey;

    /** @param secretOfKey the signing secret of a key id, or empty for an unknown or revoked key */
    public TokenVerifier(Function<String, Optional<Secret>> secretOfKey) {
        this.secretOfKey = secretOfKey;
    }

    /** What a token came to. */
    public sealed interface Verified {
        record Valid(String keyId, TokenClaims claims) implements Verified {}

        /** Not a token at all, or without a key id or subject: refused over HTTP. */
        record Unreadable(String why) implements Verified {}

        /** A token that this service did not sign: closed with 4001. */
        record Untrusted(String why) implements Verified {}

        /** A token whose time is over: closed with 4002. */
        record Expired(Instant at) implements Verified {}
    }

    public Verified verify(String token, Instant now) {
        DecodedJWT decoded;
        try {
            decoded = JWT.decode(token);
        } catch (JWTDecodeException e) {
            return new Verified.Unreadable("not a token");
        }
        if (decoded.getKeyId() == null) {
            return new Verified.Unreadable("no kid");
        }
        return trusted(decoded, now);
    }

    private Verified trusted(DecodedJWT token, Instant now) {
        Optional<Secret> secret = secretOfKey.apply(token.getKeyId());
        if (secret.isEmpty() || !"HS256".equals(token.getAlgorithm())) {
            return new Verified.Untrusted("unknown key");
        }
        try {
            Algorithm.HMAC256(secret.get().reveal().getBytes(StandardCharsets.UTF_8))
                    .verify(token);
        } catch (SignatureVerificationException e) {
            return new Verified.Untrusted("bad signature");
        }
        return claims(token, now);
    }

    private static Verified claims(DecodedJWT token, Instant now) {
        if (token.getSubject() == null || !ProtocolLimits.isPeerId(token.getSubject())) {
            return new Verified.Untrusted("sub is not a peer id");
        }
        Instant expiresAt = token.getExpiresAtAsInstant();
        if (expiresAt == null) {
            return new Verified.Untrusted("no exp");
        }
        if (!expiresAt.isAfter(now)) {
            return new Verified.Expired(expiresAt);
        }
        return new Verified.Valid(token.getKeyId(), read(token, expiresAt));
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
        return Optional.ofNullable(claim.asList(String.class));
    }

    private static Map<String, Object> object(Claim claim) {
        return Optional.ofNullable(claim.asMap()).orElse(Map.of());
    }

    private static Set<Action> actions(List<String> names) {
        return names.stream().flatMap(name -> Action.of(name).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
