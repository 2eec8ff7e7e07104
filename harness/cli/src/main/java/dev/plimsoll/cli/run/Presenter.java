package dev.plimsoll.cli.run;

import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes what a connection presents out of the target's credential. */
final class Presenter {
    /** The service recommends tokens of an hour (Metered docs, introduction/quickstart). */
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private static final Set<Action> WITHOUT_PRESENCE = Set.of(Action.SUBSCRIBE, Action.PUBLISH, Action.SEND);

    private Presenter() {}

    static Function<Bearer, Endpoint.Presented> of(Credential credential, InstantSource clock) {
        if (credential instanceof Credential.PublishableKey key) {
            return bearer -> new Endpoint.Presented.Key(key.key());
        }
        Credential.SigningKey key = (Credential.SigningKey) credential;
        TokenSigner signer = new TokenSigner(key.id(), key.secret());
        return bearer -> new Endpoint.Presented.Token(signer.sign(claims(bearer, clock)));
    }

    private static TokenClaims claims(Bearer bearer, InstantSource clock) {
        return new TokenClaims(
                bearer.peerId(),
                clock.instant().plus(bearer.tokenLife().orElse(TOKEN_LIFE)),
                Optional.empty(),
                bearer.presence() ? Optional.empty() : Optional.of(WITHOUT_PRESENCE),
                Map.of(),
                Map.of());
    }
}
