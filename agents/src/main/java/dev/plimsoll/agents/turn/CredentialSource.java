package dev.plimsoll.agents.turn;

import dev.plimsoll.signalling.ice.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where ICE servers with time-limited credentials come from. Must not block. */
public interface CredentialSource {
    /**
     * Servers with a new credential.
     *
     * @param user whom it is for
     * @return fails with {@link MintRefused} if it cannot be had
     */
    CompletableFuture<List<IceServer>> mint(String user, Duration ttl);
}
