package dev.plimsoll.limits.turn.measure;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/** The packets of one lane, numbered, while they are on their way. For one thread. */
final class LaneCount {
    /** So that a sender that was held up does not overrun the receiver's buffer when it goes on. */
    private static final int MOST_AT_ONCE = 64;

    private static final double NANOS = 1e9;

    private final Lane lane;
    private final long tag;
    private final long planned;
    private final BitSet arrived = new BitSet();
    private long numbered;
    private long sent;
    private long repeated;
    private long lastFetch;
    private long longestPause;

    /**
     * @param tag tells this lane's packets from others
     * @param begun when the flow began, in nanoseconds
     */
    LaneCount(Lane lane, long tag, Duration sending, long begun) {
        this.lane = lane;
        this.tag = tag;
        this.planned = due(sending.toNanos());
        this.lastFetch = begun;
    }

    /** Packets that should have left by then. */
    private long due(long elapsedNanos) {
        return (long) Math.ceil(elapsedNanos / NANOS * lane.packetsPerSecond());
    }

    long planned() {
        return planned;
    }

    void sendDue(long elapsedNanos) {
        long most = Math.min(Math.min(planned, due(elapsedNanos)), numbered + MOST_AT_ONCE);
        while (numbered < most) {
            byte[] payload = ByteBuffer.allocate(lane.bytes())
                    .putLong(tag)
                    .putLong(numbered)
                    .array();
            if (lane.path().send(payload)) {
                sent++;
            }
            numbered++;
        }
    }

    /** Fetches what has arrived, and waits a millisecond for more. */
    void fetch(long now) {
        longestPause = Math.max(longestPause, now - lastFetch);
        lastFetch = now;
        Optional<byte[]> packet = lane.path().receive(Duration.ZERO);
        for (int fetched = 0; packet.isPresent() && fetched < MOST_AT_ONCE * 4; fetched++) {
            count(ByteBuffer.wrap(packet.get()));
            packet = lane.path().receive(Duration.ZERO);
        }
        packet.ifPresent(last -> count(ByteBuffer.wrap(last)));
    }

    private void count(ByteBuffer packet) {
        if (packet.remaining() != lane.bytes() || packet.getLong() != tag) {
            return;
        }
        long number = packet.getLong();
        if (number < 0 || number >= numbered) {
            return;
        }
        if (arrived.get((int) number)) {
            repeated++;
        }
        arrived.set((int) number);
    }

    boolean hasAll() {
        return arrived.cardinality() >= sent;
    }

    Flow result(Duration sending) {
        return new Flow(planned, sent, arrived.cardinality(), repeated, sending, Duration.ofNanos(longestPause));
    }
}
