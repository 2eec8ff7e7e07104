package dev.plimsoll.telemetry.ledger;

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
    private volatile Times times = new Times(0, 0);
    private volatile int count;
    private boolean left;
    private long leftNanos;

    PublisherLog(Channel channel, String peerId, Patience patience) {
        this.channel = channel;
        this.peerId = peerId;
        this.patience = patience;
    }

    /** When the sequences from {@code base} on were sent and acknowledged; only the first of them may be in use yet. */
    private static final class Times {
        private final int base;
        private final long[] sent;
        /** 0 for what is not. */
        private final long[] acked;

        Times(int base, int room) {
            this.base = base;
            this.sent = new long[room];
            this.acked = new long[room];
        }

        int end() {
            return base + sent.length;
        }

        long of(int sequence) {
            return sent[sequence - base];
        }

        boolean isAckedBefore(int sequence, long nanos) {
            long at = acked[sequence - base];
            return at != 0 && at - nanos < 0;
        }

        /** From a later base on, with room for as many again. */
        Times from(int later) {
            int kept = end() - later;
            Times times = new Times(later, Math.max(FIRST_ROOM, 2 * kept));
            System.arraycopy(sent, later - base, times.sent, 0, kept);
            System.arraycopy(acked, later - base, times.acked, 0, kept);
            return times;
        }
    }

    /** Notes that the next publish was written, and answers its sequence. */
    public int sent(long nanos) {
        int sequence = count;
        if (sequence == times.end()) {
            times = withRoom(times, nanos);
        }
        times.sent[sequence - times.base] = nanos;
        count = sequence + 1;
        return sequence;
    }

    /** Forgets what every subscriber has settled. */
    private Times withRoom(Times full, long nowNanos) {
        long settled = channel.settledUpTo(nowNanos);
        int base = full.base;
        while (base < full.end() && full.of(base) - settled < 0) {
            base++;
        }
        int oldest = base;
        refused.removeIf(sequence -> sequence < oldest);
        return full.from(oldest);
    }

    /** The service answered that it took this publish. */
    public void acked(int sequence, long nanos) {
        if (sequence >= times.base && hasSent(sequence)) {
            times.acked[sequence - times.base] = nanos == 0 ? 1 : nanos;
        }
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

    /**
     * The first sequence of which a subscriber that left need not have heard: it was sent, or acknowledged, no sooner than
     * a margin before. What the service has not acknowledged for long is owed all the same.
     *
     * @param from the first of which it should have heard
     */
    int firstNotOwedToWhoLeft(long nanos, int from) {
        long boundary = nanos - patience.marginNanos();
        int end = firstSentSince(boundary);
        Times known = times;
        int since = Math.max(from, firstSentSince(nanos - patience.lateNanos()));
        int sequence = Math.max(known.base, since);
        while (sequence < end && (known.isAckedBefore(sequence, boundary) || refused.contains(sequence))) {
            sequence++;
        }
        return Math.min(sequence, end);
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
