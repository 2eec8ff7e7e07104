package dev.plimsoll.telemetry.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Who was owed what, and who got it. A subscriber is owed every publish that was sent on its channel by another peer
 * between the acknowledgement of its subscription and a margin before it left; publishes that were sent or acknowledged
 * nearer to its leaving may be on their way still, so they are counted apart.
 *
 * <p>Accounts are opened from any thread; each is then written and settled by one thread without locks. What is read of
 * them all is certain when their writers are done.
 */
public final class DeliveryLedger {
    private final Patience patience;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final AtomicReference<DeliveryTotals> deserted = new AtomicReference<>(DeliveryTotals.NONE);

    public DeliveryLedger(Patience patience) {
        this.patience = patience;
    }

    /** How often an account wants to be settled. */
    public Duration period() {
        return patience.late();
    }

    public PublisherLog publisher(String channel, String peerId) {
        return open(channel, c -> c.publisher(peerId, patience));
    }

    /** @param nowNanos by {@link System#nanoTime()} */
    public SubscriberLog subscriber(String channel, String peerId, long nowNanos) {
        return open(channel, c -> c.subscriber(peerId, patience, nowNanos));
    }

    /** Within the map's own care, so that a channel is not taken away while somebody comes. */
    private <A extends Account> A open(String name, Function<Channel, A> account) {
        AtomicReference<A> opened = new AtomicReference<>();
        channels.compute(name, (key, existing) -> {
            Channel channel = existing == null ? new Channel(() -> removeIfDeserted(name)) : existing;
            opened.set(account.apply(channel));
            return channel;
        });
        return opened.get();
    }

    /** A channel with trouble is kept, to be told of by name. */
    private void removeIfDeserted(String name) {
        channels.computeIfPresent(name, (key, channel) -> {
            DeliveryTotals totals = channel.totals();
            if (!channel.isDeserted() || !totals.isClean()) {
                return channel;
            }
            deserted.accumulateAndGet(totals, DeliveryTotals::plus);
            return null;
        });
    }

    /** How many channels have an account, or had trouble. */
    int channels() {
        return channels.size();
    }

    /** Of all accounts that there ever were. */
    public DeliveryTotals totals() {
        return channels.values().stream().map(Channel::totals).reduce(deserted.get(), DeliveryTotals::plus);
    }

    /** Of the channels on which not everything came that was owed, once, in order and in time. */
    public Map<String, DeliveryTotals> troubled() {
        Map<String, DeliveryTotals> troubled = new TreeMap<>();
        channels.forEach((name, channel) -> {
            DeliveryTotals totals = channel.totals();
            if (!totals.isClean()) {
                troubled.put(name, totals);
            }
        });
        return troubled;
    }
}
