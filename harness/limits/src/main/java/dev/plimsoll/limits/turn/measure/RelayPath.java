package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.RelayedData;
import dev.plimsoll.limits.turn.TurnClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A way through one allocation. What arrives at its far end must be fetched through no other path meanwhile. */
public interface RelayPath {
    /** Sends a packet; false if it could not leave this machine. */
    boolean send(byte[] payload);

    /** The next packet at the far end; empty if none came in time. */
    Optional<byte[]> receive(Duration atMost);

    /** From a client, which has a permission or a channel for the peer, to that peer. */
    static RelayPath toPeer(TurnClient client, OwnPeer peer) {
        return new RelayPath() {
            @Override
            public boolean send(byte[] payload) {
                return client.send(peer.address(), payload);
            }

            @Override
            public Optional<byte[]> receive(Duration atMost) {
                return peer.receive(atMost);
            }
        };
    }

    /** From a peer, which the client has permitted, to the client's relayed address. */
    static RelayPath fromPeer(OwnPeer peer, InetSocketAddress relayed, TurnClient client) {
        return new RelayPath() {
            @Override
            public boolean send(byte[] payload) {
                return peer.send(relayed, payload);
            }

            @Override
            public Optional<byte[]> receive(Duration atMost) {
                return client.receive(atMost).map(RelayedData::payload);
            }
        };
    }
}
