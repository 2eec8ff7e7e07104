package dev.plimsoll.limits.turn;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Carries whole messages to a server and back. For one thread. */
interface TurnWire extends Closeable {
    /** Whether what is sent arrives, or the connection ends. */
    boolean isReliable();

    InetSocketAddress local();

    void send(byte[] message) throws IOException;

    /** The next message, or empty if none came in time; waits for at least a millisecond. */
    Optional<byte[]> receive(Duration atMost) throws IOException;

    /** A socket's timeout: milliseconds, of which 0 would be for ever. */
    static int millis(Duration time) {
        return (int) Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE));
    }
}
