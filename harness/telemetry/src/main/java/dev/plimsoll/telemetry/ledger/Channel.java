package dev.plimsoll.telemetry.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Who publishes on a channel and who listens, and what those came to who have left. For use by several threads. */
final class Channel {
    private final Runnable onDeserted;
    private final Map<String, PublisherLog> publishers = new ConcurrentHashMap<>(2);
    private final Set<SubscriberLog> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<DeliveryTotals> closed = new AtomicReference<>(DeliveryTotals.NONE);

    /** @param onDeserted called whenever nobody is left */
    Channel(Runnable onDeserted) {
        this.onDeserted = onDeserted;
    }

    PublisherLog publisher(String peerId, Patience patience) {
        return publishers.computeIfAbsent(peerId, id -> new PublisherLog(this, id, patience));
    }

    SubscriberLog subscriber(String peerId, Patience patience, long nowNanos) {
        SubscriberLog log = new SubscriberLog(this, peerId, patience, nowNanos);
        subscribers.add(log);
        return log;
    }

    Collection<PublisherLog> publishers() {
        return publishers.values();
    }

    Optional<PublisherLog> known(String peerId) {
        return Optional.ofNullable(publishers.get(peerId));
    }

    boolean knows(PublisherLog publisher) {
        return publishers.get(publisher.peerId()) == publisher;
    }

    /** Everything that was sent before this time is settled by every subscriber. */
    long settledUpTo(long nowNanos) {
        long earliest = nowNanos;
        for (SubscriberLog subscriber : subscribers) {
            long settled = subscriber.settledUpTo();
            earliest = settled - earliest < 0 ? settled : earliest;
        }
        return earliest;
    }

    void forget(PublisherLog publisher) {
        publishers.remove(publisher.peerId(), publisher);
        tellIfDeserted();
    }

    void close(SubscriberLog subscriber, DeliveryTotals totals) {
        closed.accumulateAndGet(totals, DeliveryTotals::plus);
        subscribers.remove(subscriber);
        tellIfDeserted();
    }

    private void tellIfDeserted() {
        if (isDeserted()) {
            onDeserted.run();
        }
    }

    boolean isDeserted() {
        return publishers.isEmpty() && subscribers.isEmpty();
    }

    DeliveryTotals totals() {
        return subscribers.stream().map(SubscriberLog::totals).reduce(closed.get(), DeliveryTotals::plus);
    }
}
