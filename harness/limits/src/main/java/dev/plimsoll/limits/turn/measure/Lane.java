package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.RelayedData;
import dev.plimsoll.limits.turn.TurnClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A stream of packets through one allocation, one way.
 *
 * @param way of the packets
 * @param client one with an allocation, and a permission or channel for the peer
 * @param peer the far end
 * @param relayed the address that was allocated
 * @param packetsPerSecond above 0
 * @param bytes of each packet's payload, 16 to 1,400
 */
public record Lane(
        Way way,
        TurnClient client,
        OwnPeer peer,
        InetSocketAddress relayed,
        double packetsPerSecond,
        int bytes) {
    private static final int FEWEST_BYTES = 16;
    private static final int MOST_BYTES = 1_400;

    public Lane {
        Objects.requireNonNull(way, "way");
        if (packetsPerSecond <= 0 || bytes < FEWEST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(packetsPerSecond + " packets/s of " + bytes + " bytes are no stream");
        }
    }

    /** Which way packets go. */
    public enum Way {
        TO_PEER,
        FROM_PEER
    }

    boolean send(byte[] payload) {
        return way == Way.TO_PEER ? client.send(peer.address(), payload) : peer.send(relayed, payload);
    }

    Optional<byte[]> receive(Duration atMost) {
        return way == Way.TO_PEER
                ? peer.receive(atMost)
                : client.receive(atMost).map(RelayedData::payload);
    }
}
