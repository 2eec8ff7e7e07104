package dev.plimsoll.signalling.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Signs tokens with a signing key: HS256 over the secret's UTF-8 bytes, the key's id in the header's {@code kid}
 * (Metered docs, introduction/quickstart). Safe for use by several threads.
 */
public final class TokenSigner {
    private final String keyId;
    private final Algorithm algorithm;

    public TokenSigner(String keyId, Secret secret) {
        this.keyId = Objects.requireNonNull(keyId, "keyId");
        this.algorithm = Algorithm.HMAC256(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    public Secret sign(TokenClaims claims) {
        JWTCreator.Builder token =
                JWT.create().withKeyId(keyId).withSubject(claims.peerId()).withExpiresAt(claims.expiresAt());
        claims.channels().ifPresent(channels -> token.withClaim("channels", channels));
        claims.permissions().ifPresent(permissions -> token.withClaim("permissions", wire(List.copyOf(permissions))));
        if (!claims.metadata().isEmpty()) {
            token.withClaim("metadata", claims.metadata());
        }
        if (!claims.peerMetadata().isEmpty()) {
            token.withClaim("peerMetadata", claims.peerMetadata());
        }
        return new Secret(token.sign(algorithm));
    }

    private static List<String> wire(List<Action> actions) {
        return actions.stream().map(Action::wire).sorted().toList();
    }
}
