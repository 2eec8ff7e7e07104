package dev.plimsoll.bench.signalling;

import io.netty.channel.EventLoop;
import org.HdrHistogram.Histogram;

/** What the connections of one event loop saw. For that loop, until it has ended. */
final class NettyTally {
    private final EventLoop loop;
    private final Histogram connects = new Histogram(3);
    private final Histogram acks = new Histogram(3);
    private final Histogram deliveries = new Histogram(3);
    private long published;

    NettyTally(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    void connected(long nanos) {
        connects.recordValue(Math.max(1, nanos));
    }

    void published() {
        published++;
    }

    void acked(long nanos) {
        acks.recordValue(Math.max(1, nanos));
    }

    void delivered(long nanos) {
        deliveries.recordValue(Math.max(1, nanos));
    }

    Histogram connects() {
        return connects;
    }

    Histogram acks() {
        return acks;
    }

    Histogram deliveries() {
        return deliveries;
    }

    long publishedCount() {
        return published;
    }

    NettyTally plus(NettyTally other) {
        connects.add(other.connects);
        acks.add(other.acks);
        deliveries.add(other.deliveries);
        published += other.published;
        return this;
    }
}
