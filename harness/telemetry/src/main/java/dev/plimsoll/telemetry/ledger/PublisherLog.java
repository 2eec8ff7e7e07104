package dev.plimsoll.telemetry.ledger;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What one publisher put on one channel. Sequences count from 0 without gaps, and times do not go back. Written by one
 * thread; read after that thread is done.
 */
public final class PublisherLog {
    private long[] sentNanos = new long[16];
    private int count;
    private final BitSet refused = new BitSet();

    PublisherLog() {}

    /** Notes that the next publish was written, and answers its sequence. */
    public int sent(long nanos) {
        if (count == sentNanos.length) {
            sentNanos = Arrays.copyOf(sentNanos, 2 * count);
        }
        sentNanos[count] = nanos;
        return count++;
    }

    /** The service answered this publish with an error: nobody is owed it. */
    public void refused(int sequence) {
        refused.set(sequence);
    }

    int count() {
        return count;
    }

    int refusedCount() {
        return refused.cardinality();
    }

    boolean isOwed(int sequence) {
        return !refused.get(sequence);
    }

    /** The first sequence that was sent at or after a time; {@link #count()} if none was. */
    int firstSentSince(long nanos) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sentNanos[middle] - nanos < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
