package dev.plimsoll.telemetry.ledger;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one publisher put on one channel. Sequences count from 0 without gaps, and times do not go back. Written by one
 * thread; others may read what was written.
 */
public final class PublisherLog implements Account {
    private static final int FIRST_ROOM = 8;

    private final Channel channel;
    private final String peerId;
    private final Patience patience;
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet(1);
    private volatile Times times = new Times(0, new long[0]);
    private volatile int count;
    private boolean left;
    private long leftNanos;

    PublisherLog(Channel channel, String peerId, Patience patience) {
        this.channel = channel;
        this.peerId = peerId;
        this.patience = patience;
    }

    /** When the sequences from {@code base} on were sent; only the first of them may be in use yet. */
    private static final class Times {
        private final int base;
        private final long[] nanos;

        Times(int base, long[] nanos) {
            this.base = base;
            this.nanos = nanos;
        }

        long of(int sequence) {
            return nanos[sequence - base];
        }
    }

    /** Notes that the next publish was written, and answers its sequence. */
    public int sent(long nanos) {
        int sequence = count;
        if (sequence - times.base == times.nanos.length) {
            times = withRoom(times, sequence, nanos);
        }
        times.nanos[sequence - times.base] = nanos;
        count = sequence + 1;
        return sequence;
    }

    /** Forgets what every subscriber has settled, and makes room for as many again as are left. */
    private Times withRoom(Times full, int end, long nowNanos) {
        long settled = channel.settledUpTo(nowNanos);
        int base = full.base;
        while (base < end && full.of(base) - settled < 0) {
            base++;
        }
        long[] kept = Arrays.copyOfRange(full.nanos, base - full.base, end - full.base);
        int oldest = base;
        refused.removeIf(sequence -> sequence < oldest);
        return new Times(base, Arrays.copyOf(kept, Math.max(FIRST_ROOM, 2 * kept.length)));
    }

    /** Whether a publish of this sequence was ever written; what a target says may be any number. */
    public boolean hasSent(int sequence) {
        return sequence >= 0 && sequence < count;
    }

    /** The service answered this publish with an error: nobody is owed it. */
    public void refused(int sequence) {
        refused.add(sequence);
    }

    /** Nothing more will be sent. */
    public void left(long nanos) {
        if (!left) {
            left = true;
            leftNanos = nanos;
        }
    }

    @Override
    public boolean settle(long nowNanos) {
        boolean over = left && nowNanos - leftNanos > patience.untilForgotten() && isSettled(nowNanos);
        if (over) {
            channel.forget(this);
        }
        return over;
    }

    private boolean isSettled(long nowNanos) {
        return count == times.base || channel.settledUpTo(nowNanos) - times.of(count - 1) > 0;
    }

    String peerId() {
        return peerId;
    }

    int count() {
        return count;
    }

    boolean isOwed(int sequence) {
        return !refused.contains(sequence);
    }

    /** The first sequence that is not settled and was sent at or after a time; {@link #count()} if none was. */
    int firstSentSince(long nanos) {
        int high = count;
        Times known = times;
        int low = known.base;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known.of(middle) - nanos < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
