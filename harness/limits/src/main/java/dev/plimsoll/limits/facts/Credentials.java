package dev.plimsoll.limits.facts;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.signalling.Endpoint.Presented;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be presented to a signalling service: good credentials, and each kind of bad one. Safe for use by several
 * threads.
 *
 * @param clock by which tokens end
 */
public record Credentials(
        Optional<Credential.SigningKey> signingKey, Optional<Secret> publishableKey, InstantSource clock) {
    /** The service recommends tokens of an hour (Metered docs, introduction/quickstart). */
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    public Credentials {
        Objects.requireNonNull(signingKey, "signingKey");
        Objects.requireNonNull(publishableKey, "publishableKey");
        Objects.requireNonNull(clock, "clock");
    }

    /** A token that permits all that its key does. */
    public Presented token(String peerId) {
        return token(claims(peerId, TOKEN_LIFE));
    }

    public Presented token(TokenClaims claims) {
        return signed(key().id(), key().secret(), claims);
    }

    /** @param life may be negative: a token whose time is over */
    public TokenClaims claims(String peerId, Duration life) {
        return TokenClaims.of(peerId, clock.instant().plus(life));
    }

    public Presented publishable() {
        return new Presented.Key(publishableKey.orElseThrow(() -> new IllegalStateException("no publishable key")));
    }

    /** Whatever the target is reached with, for a peer that holds a place: a token if there is a signing key. */
    public Presented any(String peerId) {
        return signingKey.isPresent() ? token(peerId) : publishable();
    }

    /** A token that is signed with a secret that is not the key's. */
    public Presented wronglySigned(String peerId) {
        Secret other = new Secret("not-" + key().secret().reveal());
        return signed(key().id(), other, claims(peerId, TOKEN_LIFE));
    }

    /** A token of a key that does not exist. */
    public Presented ofUnknownKey(String peerId) {
        return signed("sk_id_unknown_to_everybody", key().secret(), claims(peerId, TOKEN_LIFE));
    }

    /** A token whose time was over a minute ago. */
    public Presented expired(String peerId) {
        return token(claims(peerId, Duration.ofMinutes(-1)));
    }

    /** A token that does not say which key signed it. */
    public Presented withoutKeyId(String peerId) {
        TokenClaims claims = claims(peerId, TOKEN_LIFE);
        return new Presented.Token(new Secret(JWT.create()
                .withSubject(claims.peerId())
                .withExpiresAt(claims.expiresAt())
                .sign(Algorithm.HMAC256(key().secret().reveal().getBytes(StandardCharsets.UTF_8)))));
    }

    /** What is no token at all. */
    public Presented garbage() {
        return new Presented.Token(new Secret("this.is-not.a-token"));
    }

    /** A publishable key that does not exist. */
    public Presented unknownPublishable() {
        return new Presented.Key(new Secret("pk_live_unknown_to_everybody"));
    }

    /** Every value that must not be told. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        signingKey.ifPresent(key -> secrets.add(key.secret()));
        publishableKey.ifPresent(secrets::add);
        return secrets;
    }

    private Credential.SigningKey key() {
        return signingKey.orElseThrow(() -> new IllegalStateException("no signing key"));
    }

    private static Presented signed(String keyId, Secret secret, TokenClaims claims) {
        return new Presented.Token(new TokenSigner(keyId, secret).sign(claims));
    }

    @Override
    public String toString() {
        return "Credentials[signingKey=" + signingKey.map(Credential.SigningKey::id) + ", publishableKey="
                + publishableKey.isPresent() + "]";
    }
}
