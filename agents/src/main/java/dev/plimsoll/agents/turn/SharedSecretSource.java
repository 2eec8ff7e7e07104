package dev.plimsoll.agents.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.CredentialNames;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Credentials made here, of the secret that a TURN server knows too (coturn's {@code use-auth-secret}). Safe for use by
 * several threads.
 */
public final class SharedSecretSource implements CredentialSource {
    private final List<String> urls;
    private final Secret secret;
    private final InstantSource clock;
    private final CredentialNames names;

    public SharedSecretSource(List<String> urls, Secret secret, InstantSource clock) {
        this.urls = List.copyOf(urls);
        this.secret = secret;
        this.clock = clock;
        this.names = new CredentialNames(clock);
    }

    @Override
    public CompletableFuture<List<IceServer>> mint(String user, Duration ttl) {
        String name = names.next(user, clock.instant().plus(ttl));
        TurnCredential made = TurnCredential.of(secret, name);
        return CompletableFuture.completedFuture(
                List.of(new IceServer(urls, Optional.of(made.username()), Optional.of(made.credential()))));
    }
}
