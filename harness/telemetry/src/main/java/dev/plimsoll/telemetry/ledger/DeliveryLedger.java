package dev.plimsoll.telemetry.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who was owed what, and who got it. A subscriber is owed every publish that was sent on its channel by another peer
 * between the acknowledgement of its subscription and a margin before it left; publishes nearer to its leaving may be on
 * their way still, so they are counted apart.
 *
 * <p>Logs are made from any thread; each is then written by one thread without locks. {@link #settle()} reads them all
 * and must come after their writers are done.
 */
public final class DeliveryLedger {
    private static final Map<String, PublisherLog> NO_PUBLISHERS = Map.of();

    private final long marginNanos;
    private final Map<String, Map<String, PublisherLog>> publishers = new ConcurrentHashMap<>();
    private final Queue<SubscriberLog> subscribers = new ConcurrentLinkedQueue<>();

    public DeliveryLedger(Duration margin) {
        this.marginNanos = margin.toNanos();
    }

    public PublisherLog publisher(String channel, String peerId) {
        return publishers
                .computeIfAbsent(channel, c -> new ConcurrentHashMap<>())
                .computeIfAbsent(peerId, p -> new PublisherLog());
    }

    public SubscriberLog subscriber(String channel, String peerId) {
        SubscriberLog log = new SubscriberLog(channel, peerId);
        subscribers.add(log);
        return log;
    }

    public DeliveryTotals settle() {
        return subscribers.stream().map(this::settle).reduce(DeliveryTotals.NONE, DeliveryTotals::plus);
    }

    private DeliveryTotals settle(SubscriberLog subscriber) {
        DeliveryTotals totals = subscriber.disturbances();
        for (var publisher :
                publishers.getOrDefault(subscriber.channel(), NO_PUBLISHERS).entrySet()) {
            if (!publisher.getKey().equals(subscriber.peerId())) {
                totals = totals.plus(subscriber.settle(publisher.getKey(), publisher.getValue(), marginNanos));
            }
        }
        return totals;
    }
}
