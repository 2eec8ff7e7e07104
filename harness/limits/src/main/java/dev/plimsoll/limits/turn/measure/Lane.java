package dev.plimsoll.limits.turn.measure;

import java.util.Objects;

/**
 * A steady stream of packets along a path.
 *
 * @param packetsPerSecond above 0
 * @param bytes of each packet's payload, 16 to 1,400
 */
public record Lane(RelayPath path, double packetsPerSecond, int bytes) {
    private static final int FEWEST_BYTES = 16;
    private static final int MOST_BYTES = 1_400;

    public Lane {
        Objects.requireNonNull(path, "path");
        if (!(packetsPerSecond > 0) || bytes < FEWEST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(packetsPerSecond + " packets/s of " + bytes + " bytes are no stream");
        }
    }
}
