package dev.plimsoll.agents.call;

import dev.plimsoll.signalling.ice.IceServer;
import java.util.List;

/**
 * ICE servers and how long their credentials are good.
 *
 * @param refreshInMs when to ask for new ones, counted from the receipt; -1 for never
 * @param expiresInMs after which they start no allocation any more; -1 if that is not known
 */
public record IceLease(List<IceServer> servers, long refreshInMs, long expiresInMs) {
    public IceLease {
        servers = List.copyOf(servers);
    }

    /** Those of a welcome, which does not tell how long they are good. */
    public static IceLease unlimited(List<IceServer> servers) {
        return new IceLease(servers, -1, -1);
    }
}
