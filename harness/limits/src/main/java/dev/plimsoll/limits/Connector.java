package dev.plimsoll.limits;

import dev.plimsoll.signalling.client.SignallingClient;

/** Opens a connection to the target with a credential for a peer id. */
@FunctionalInterface
public interface Connector {
    SignallingClient connect(String peerId, SignallingClient.Listener listener);
}
