package dev.plimsoll.telemetry.ledger;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What one subscriber of one channel received. Written by one thread; read after that thread is done.
 *
 * <p>A set bit is a sequence that arrived: one bit a delivery is all that is kept.
 */
public final class SubscriberLog {
    private final String channel;
    private final String peerId;
    private final Map<String, Received> byPublisher = new HashMap<>();
    private boolean joined;
    private long joinedNanos;
    private boolean left;
    private long leftNanos;
    private long duplicates;
    private long reordered;
    private long misrouted;

    SubscriberLog(String channel, String peerId) {
        this.channel = channel;
        this.peerId = peerId;
    }

    /** The service acknowledged the subscription: from now on every publish is owed. */
    public void joined(long nanos) {
        joined = true;
        joinedNanos = nanos;
    }

    /** The subscription ends, whoever ended it. */
    public void left(long nanos) {
        if (!left) {
            left = true;
            leftNanos = nanos;
        }
    }

    /** A delivery of a channel that this subscriber never asked for. */
    public void misrouted() {
        misrouted++;
    }

    public Arrival delivered(String publisher, int sequence) {
        Received received = byPublisher.computeIfAbsent(publisher, p -> new Received());
        if (received.sequences.get(sequence)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        received.sequences.set(sequence);
        if (sequence < received.highest) {
            reordered++;
            return Arrival.REORDERED;
        }
        received.highest = sequence;
        return Arrival.IN_ORDER;
    }

    String channel() {
        return channel;
    }

    String peerId() {
        return peerId;
    }

    /** Settles this subscriber's account with one publisher of its channel. */
    DeliveryTotals settle(String publisherId, PublisherLog publisher, long marginNanos) {
        BitSet arrived = byPublisher.containsKey(publisherId) ? byPublisher.get(publisherId).sequences : new BitSet();
        int first = joined ? publisher.firstSentSince(joinedNanos) : publisher.count();
        int end = left ? publisher.firstSentSince(leftNanos - marginNanos) : publisher.count();
        long expected = 0;
        long delivered = 0;
        for (int sequence = first; sequence < end; sequence++) {
            if (publisher.isOwed(sequence)) {
                expected++;
                delivered += arrived.get(sequence) ? 1 : 0;
            }
        }
        return DeliveryTotals.owed(expected, delivered, arrived.cardinality() - delivered);
    }

    DeliveryTotals disturbances() {
        return DeliveryTotals.disturbed(duplicates, reordered, misrouted);
    }

    private static final class Received {
        private final BitSet sequences = new BitSet();
        private int highest = -1;
    }
}
