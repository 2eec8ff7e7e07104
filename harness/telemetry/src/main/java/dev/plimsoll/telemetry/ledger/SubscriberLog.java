package dev.plimsoll.telemetry.ledger;

import java.util.IdentityHashMap;

/**
 * What one subscriber of one channel received. Written by one thread; its totals are read after that thread is done. One
 * bit is kept for each delivery, until it is settled.
 */
public final class SubscriberLog implements Account {
    private final Channel channel;
    private final String peerId;
    private final Patience patience;
    /** By identity: it is read for each delivery, and to compare names would be to read strings that no cache holds. */
    private final IdentityHashMap<PublisherLog, Received> byPublisher = new IdentityHashMap<>(2);

    private DeliveryTotals settled = DeliveryTotals.NONE;
    private volatile long settledUpTo;
    private boolean joined;
    private long joinedNanos;
    private boolean left;
    private long leftNanos;
    private long late;
    private long duplicates;
    private long reordered;
    private long misrouted;

    SubscriberLog(Channel channel, String peerId, Patience patience, long nowNanos) {
        this.channel = channel;
        this.peerId = peerId;
        this.patience = patience;
        this.settledUpTo = nowNanos;
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

    /** @param nanos how long the delivery was on its way, from the publish's intended time */
    public Arrival delivered(String publisher, int sequence, long nanos) {
        PublisherLog log = channel.known(publisher).orElse(null);
        if (log == null) {
            misrouted++;
            return Arrival.MISROUTED;
        }
        Received received = of(log);
        boolean afterAll = received.isSettled(sequence);
        return count(received.add(sequence), afterAll, patience.isLate(nanos));
    }

    private Received of(PublisherLog publisher) {
        return byPublisher.computeIfAbsent(publisher, Received::new);
    }

    private Arrival count(Arrival arrival, boolean afterAll, boolean isLate) {
        duplicates += arrival == Arrival.DUPLICATE ? 1 : 0;
        reordered += arrival == Arrival.REORDERED ? 1 : 0;
        misrouted += arrival == Arrival.MISROUTED ? 1 : 0;
        if (!arrival.isNew() || !(isLate || afterAll)) {
            return arrival;
        }
        late++;
        settled = afterAll ? settled.plus(new DeliveryTotals(0, 1, 0, 0, 0, 0, 0)) : settled;
        return Arrival.LATE;
    }

    @Override
    public boolean settle(long nowNanos) {
        long horizon = nowNanos - patience.untilSettled();
        for (PublisherLog publisher : channel.publishers()) {
            if (concerns(publisher)) {
                Received received = of(publisher);
                int end = publisher.firstSentSince(horizon);
                settled = settled.plus(
                        received.settle(owed(publisher, received), end).totals());
            }
        }
        settledUpTo = horizon - settledUpTo > 0 ? horizon : settledUpTo;
        byPublisher.keySet().removeIf(publisher -> !channel.knows(publisher));
        boolean over = left && horizon - leftNanos > 0;
        if (over) {
            channel.close(this, totals());
            byPublisher.clear();
        }
        return over;
    }

    /** Many have left before this one came; they cost it nothing, unless something of theirs arrives still. */
    private boolean concerns(PublisherLog publisher) {
        boolean isNew = publisher.firstSentSince(settledUpTo) < publisher.count();
        return (isNew || byPublisher.containsKey(publisher))
                && !publisher.peerId().equals(peerId);
    }

    private Received.Owed owed(PublisherLog publisher, Received received) {
        int count = publisher.count();
        int from = joined ? publisher.firstSentSince(joinedNanos) : count;
        int to = left ? received.endFor(leftNanos, from) : count;
        return new Received.Owed(from, to);
    }

    long settledUpTo() {
        return settledUpTo;
    }

    /** As of now, including what is not settled. */
    DeliveryTotals totals() {
        DeliveryTotals totals = settled.plus(new DeliveryTotals(0, 0, 0, late, duplicates, reordered, misrouted));
        for (PublisherLog publisher : channel.publishers()) {
            if (concerns(publisher)) {
                Received received = byPublisher.getOrDefault(publisher, new Received(publisher));
                totals = totals.plus(received.standing(owed(publisher, received), publisher.count())
                        .totals());
            }
        }
        return totals;
    }
}
