package dev.plimsoll.agents.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Credentials made here, of the secret that a TURN server knows too (coturn's {@code use-auth-secret}). */
public record SharedSecretSource(List<String> urls, Secret secret, InstantSource clock) implements CredentialSource {
    public SharedSecretSource {
        urls = List.copyOf(urls);
    }

    @Override
    public CompletableFuture<List<IceServer>> mint(String user, Duration ttl) {
        TurnCredential made = TurnCredential.mint(secret, user, clock.instant().plus(ttl));
        return CompletableFuture.completedFuture(
                List.of(new IceServer(urls, Optional.of(made.username()), Optional.of(made.credential()))));
    }
}
