package dev.plimsoll.sandbox.kit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plimsoll.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The tokens that participants join with: HS256 over {@code orgId}, {@code meetingId} and {@code participantId}. */
final class ParticipantTokens {
    private final Algorithm algorithm;

    ParticipantTokens(Secret signingSecret) {
        this.algorithm = Algorithm.HMAC256(signingSecret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** What a token says. */
    record Claims(String appId, String meetingId, String participantId, Instant expiresAt) {}

    Secret mint(String appId, String meetingId, String participantId, Instant now, Duration ttl) {
        return new Secret(JWT.create()
                .withClaim("orgId", appId)
                .withClaim("meetingId", meetingId)
                .withClaim("participantId", participantId)
                .withIssuedAt(now)
                .withExpiresAt(Instant.ofEpochSecond(now.getEpochSecond()).plus(ttl))
                .sign(algorithm));
    }

    /** The claims of a token that was minted here, whether its time is over or not. */
    Optional<Claims> read(String token) {
        try {
            DecodedJWT decoded = JWT.decode(token);
            algorithm.verify(decoded);
            return claims(decoded);
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Claims> claims(DecodedJWT token) {
        boolean complete = Stream.of("orgId", "meetingId", "participantId", "exp")
                .noneMatch(name -> token.getClaim(name).isMissing());
        return complete
                ? Optional.of(new Claims(
                        token.getClaim("orgId").asString(),
                        token.getClaim("meetingId").asString(),
                        token.getClaim("participantId").asString(),
                        token.getExpiresAtAsInstant()))
                : Optional.empty();
    }
}
