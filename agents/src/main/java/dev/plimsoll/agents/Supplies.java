package dev.plimsoll.agents;

import dev.plimsoll.agents.turn.Lease;
import dev.plimsoll.signalling.Endpoint;
import java.util.concurrent.CompletableFuture;

/**
 * What agents need of the run, so that keys and shared secrets stay in it: the hosts get tokens and time-limited credentials
 * only. Called from the thread of each host's events; must not block.
 */
public interface Supplies {
    /** What a peer presents at its next connect. */
    Endpoint.Presented present(String peerId);

    /** ICE servers for a peer; fails if they cannot be had. Only asked where they do not come with the welcome. */
    CompletableFuture<Lease> ice(String peerId);
}
