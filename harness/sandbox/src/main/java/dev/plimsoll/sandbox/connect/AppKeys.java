package dev.plimsoll.sandbox.connect;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.App;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The keys of one app (Metered docs, protocol/authentication).
 *
 * @param publishable the id is the credential
 * @param keyId the public half of the signing key; goes into a token's {@code kid}
 * @param secret signs tokens
 */
public record AppKeys(String publishable, String keyId, Secret secret) {

    /** The configured keys; those that are not configured, at random. */
    static AppKeys of(App app, RandomGenerator random) {
        return new AppKeys(
                orRandom(app.publishableKey(), "pk_live_", random),
                orRandom(app.signingKeyId(), "sk_id_", random),
                new Secret(orRandom(app.signingSecret(), "sk_secret_", random)));
    }

    private static String orRandom(String configured, String prefix, RandomGenerator random) {
        if (!configured.isEmpty()) {
            return configured;
        }
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
