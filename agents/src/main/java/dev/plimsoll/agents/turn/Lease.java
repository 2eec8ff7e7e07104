package dev.plimsoll.agents.turn;

import dev.plimsoll.signalling.ice.IceServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * ICE servers and how long their credentials are good.
 *
 * @param refreshAt when to get new ones; empty for never
 * @param expiresAt after which they start no allocation any more; empty if they do not end
 */
public record Lease(List<IceServer> servers, Optional<Instant> refreshAt, Optional<Instant> expiresAt) {
    public Lease {
        servers = List.copyOf(servers);
    }

    /** Servers whose credentials, if any, do not end. */
    public static Lease unlimited(List<IceServer> servers) {
        return new Lease(servers, Optional.empty(), Optional.empty());
    }
}
