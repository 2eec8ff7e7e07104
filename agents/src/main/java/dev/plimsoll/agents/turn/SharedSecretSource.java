package dev.plimsoll.agents.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Long> endSeconds = new HashMap<>();

    public SharedSecretSource(List<String> urls, Secret secret, InstantSource clock) {
        this.urls = List.copyOf(urls);
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<IceServer>> mint(String user, Duration ttl) {
        TurnCredential made = TurnCredential.mint(secret, user, end(user, ttl));
        return CompletableFuture.completedFuture(
                List.of(new IceServer(urls, Optional.of(made.username()), Optional.of(made.credential()))));
    }

    /** They are named by user and second: of two of one second the later lives a second longer, or they would be the same. */
    private synchronized Instant end(String user, Duration ttl) {
        long now = clock.instant().getEpochSecond();
        endSeconds.values().removeIf(second -> second < now);
        long end = endSeconds.merge(user, now + ttl.toSeconds(), (known, wanted) -> Math.max(known + 1, wanted));
        return Instant.ofEpochSecond(end);
    }
}
