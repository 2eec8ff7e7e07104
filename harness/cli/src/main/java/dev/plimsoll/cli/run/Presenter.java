package dev.plimsoll.cli.run;

import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/** Makes what a connection presents out of the target's credential. */
final class Presenter {
    /** The service recommends tokens of an hour (Metered docs, introduction/quickstart). */
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private Presenter() {}

    static Function<String, Endpoint.Presented> of(Credential credential, InstantSource clock) {
        if (credential instanceof Credential.PublishableKey key) {
            return peerId -> new Endpoint.Presented.Key(key.key());
        }
        Credential.SigningKey key = (Credential.SigningKey) credential;
        TokenSigner signer = new TokenSigner(key.id(), key.secret());
        return peerId -> new Endpoint.Presented.Token(
                signer.sign(TokenClaims.of(peerId, clock.instant().plus(TOKEN_LIFE))));
    }
}
