package dev.plimsoll.model.scenario;

import dev.plimsoll.model.Secret;
import java.util.Objects;

/** What a client authenticates with. */
public sealed interface Credential {

    /** A publishable key, sent as it is. The service assigns the peer id. */
    record PublishableKey(Secret key) implements Credential {
        public PublishableKey {
            Objects.requireNonNull(key, "key");
        }
    }

    /** A signing key: every connection gets a token of its own, signed here. */
    record SigningKey(String id, Secret secret) implements Credential {
        public SigningKey {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(secret, "secret");
        }
    }
}
