package dev.plimsoll.agents.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one call: the caller's, which carry their intended time, and the callee's, which are the same bytes sent
 * back. For one thread.
 */
final class Echo {
    private static final int MESSAGE_BYTES = 128;

    private final List<Long> roundTrips = new ArrayList<>();
    private long sent;
    private long heard;
    private long echoed;
    private long highest = -1;

    /** A message of the caller. */
    byte[] message(long intendedNanos) {
        return ByteBuffer.allocate(MESSAGE_BYTES)
                .putLong(intendedNanos)
                .putLong(sent)
                .array();
    }

    void sent() {
        sent++;
    }

    /** A message that came back; one of another form is left out. */
    void returned(byte[] message, long arrivedNanos) {
        if (message.length == MESSAGE_BYTES) {
            echoed++;
            ByteBuffer buffer = ByteBuffer.wrap(message);
            roundTrips.add(arrivedNanos - buffer.getLong());
            highest = Math.max(highest, Math.min(buffer.getLong(), sent - 1));
        }
    }

    /** Messages that will not come any more, for one that was sent later came: a channel keeps their order. */
    long lostCount() {
        return Math.max(0, highest + 1 - echoed);
    }

    /** The callee got a message. */
    void heard() {
        heard++;
    }

    long heardCount() {
        return heard;
    }

    /** Round trips since the last call. */
    List<Long> takeRoundTrips() {
        List<Long> taken = List.copyOf(roundTrips);
        roundTrips.clear();
        return taken;
    }

    long sentCount() {
        return sent;
    }

    long echoedCount() {
        return echoed;
    }
}
