package dev.plimsoll.signalling.ice;

import dev.plimsoll.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A time-limited TURN credential: {@code username = expiry:user}, {@code credential = base64(HMAC-SHA1(secret,
 * username))} (draft-uberti-behave-turn-rest-00; coturn's {@code use-auth-secret}).
 */
public record TurnCredential(String username, Secret credential) {

    public static TurnCredential mint(Secret sharedSecret, String user, Instant expiresAt) {
        return of(sharedSecret, username(user, expiresAt));
    }

    /** As {@link #mint} names it. */
    public static String username(String user, Instant expiresAt) {
        return expiresAt.getEpochSecond() + ":" + user;
    }

    /** The credential that belongs to a username as {@link #mint} makes it. */
    public static TurnCredential of(Secret sharedSecret, String username) {
        return new TurnCredential(username, new Secret(hmac(sharedSecret, username)));
    }

    private static String hmac(Secret secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
