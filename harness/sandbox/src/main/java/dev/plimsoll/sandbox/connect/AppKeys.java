package dev.plimsoll.sandbox.connect;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Action;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The keys of the sandbox's one app: what they are and what they permit. */
public record AppKeys(Map<String, Scope> publishable, Map<String, Secret> signing, Scope signingScope) {
    public AppKeys {
        publishable = Map.copyOf(publishable);
        signing = Map.copyOf(signing);
    }

    /** One signing key and one publishable key, new for every run. The publishable key may do everything but send. */
    public static AppKeys generate(SecureRandom random) {
        String publishable = "pk_live_" + token(random);
        String id = "sk_id_" + token(random);
        Secret secret = new Secret("sk_secret_" + token(random));
        return new AppKeys(
                Map.of(
                        publishable,
                        new Scope(Scope.EVERYTHING.patterns(), EnumSet.complementOf(EnumSet.of(Action.SEND)))),
                Map.of(id, secret),
                Scope.EVERYTHING);
    }

    public Optional<Secret> signingSecret(String keyId) {
        return Optional.ofNullable(signing.get(keyId));
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
