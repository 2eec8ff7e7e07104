package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.Link;
import java.util.random.RandomGenerator;

/**
 * Decides what happens to what passes one flow in one direction. Pure but for its random generator: time comes in as
 * nanoseconds of a monotonic clock. For one thread.
 */
final class Lane {
    /** A lost TCP segment comes this much later: Linux's least retransmission timeout (TCP_RTO_MIN, 200 ms). */
    static final long RETRANSMISSION_NANOS = 200_000_000L;
    /** The token bucket of a link with a bound: two full packets may pass at once. */
    static final int BUCKET_BYTES = 3_000;

    private static final double NANOS_PER_SECOND_OF_BYTES = 8e9;

    private final RandomGenerator random;
    private Link link = Link.CLEAR;
    private boolean inLossBurst;
    /** When the bucket will be full again. */
    private long bucketFullAt;

    private long lastDue;

    Lane(RandomGenerator random, long nowNanos) {
        this.random = random;
        this.bucketFullAt = nowNanos;
        this.lastDue = nowNanos;
    }

    /** Holds for what comes from now on; what is under way keeps its due time and is not overtaken. */
    void use(Link next) {
        link = next;
    }

    Link link() {
        return link;
    }

    Fate datagram(long now, int bytes) {
        if (link.blackhole()) {
            return new Fate.Dropped(Fate.Cause.BLACKHOLE);
        }
        if (isLost()) {
            return new Fate.Dropped(Fate.Cause.LOSS);
        }
        long departure = departure(now, bytes);
        if (departure - now > link.queue().toNanos()) {
            return new Fate.Dropped(Fate.Cause.OVERFLOW);
        }
        drain(departure, bytes);
        long due = departure + delay();
        if (strikes(link.reorder())) {
            return new Fate.Sent(later(due, lastDue) + link.reorderBy().toNanos(), true);
        }
        return new Fate.Sent(inOrder(due), false);
    }

    /** When a part of a byte stream is handed on: nothing of a stream is dropped or overtaken, loss makes it late. */
    long segment(long now, int bytes) {
        long departure = departure(now, bytes);
        drain(departure, bytes);
        return inOrder(departure + delay() + (bytes > 0 && isLost() ? RETRANSMISSION_NANOS : 0));
    }

    private long departure(long now, int bytes) {
        return link.bitsPerSecond() == 0 ? now : later(now, bucketFullAt + nanos(bytes) - nanos(BUCKET_BYTES));
    }

    private void drain(long departure, int bytes) {
        if (link.bitsPerSecond() > 0) {
            bucketFullAt = later(bucketFullAt, departure) + nanos(bytes);
        }
    }

    private long nanos(int bytes) {
        return (long) (bytes * NANOS_PER_SECOND_OF_BYTES / link.bitsPerSecond());
    }

    private long delay() {
        long jitter = link.jitter().toNanos();
        long spread = jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
        return Math.max(0, link.delay().toNanos() + spread);
    }

    private long inOrder(long due) {
        lastDue = later(due, lastDue);
        return lastDue;
    }

    /** Gilbert's model where losses come in bursts: a burst ends after each packet with the chance 1 / its mean length. */
    private boolean isLost() {
        double loss = link.loss();
        if (link.lossBurst() * (1 - loss) <= 1) {
            return strikes(loss);
        }
        double end = 1 / link.lossBurst();
        inLossBurst = inLossBurst ? !strikes(end) : strikes(loss * end / (1 - loss));
        return inLossBurst;
    }

    private boolean strikes(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    /** Of two readings of a clock that may wrap. */
    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
