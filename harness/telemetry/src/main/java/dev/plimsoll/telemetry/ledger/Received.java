package dev.plimsoll.telemetry.ledger;

import java.util.BitSet;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What one subscriber received of one publisher: one bit for each sequence that is not settled, and of the settled ones
 * those that are missing.
 */
final class Received {
    /** Beyond, the oldest are forgotten: should one of them come still, it is late, and whether it came before is not known. */
    private static final int MISSING_KEPT = 1_000;

    private final PublisherLog publisher;
    private NavigableSet<Integer> missing = Collections.emptyNavigableSet();
    private BitSet arrived = new BitSet();
    /** The sequence of the first bit. */
    private int base;

    private int settled;
    private int highest = -1;
    private int forgotten = -1;
    /** Where what is owed ends, once the subscriber has left; -1 until it is asked for. */
    private int leaversEnd = -1;

    Received(PublisherLog publisher) {
        this.publisher = publisher;
    }

    boolean isSettled(int sequence) {
        return sequence < settled;
    }

    Arrival add(int sequence) {
        if (!publisher.hasSent(sequence)) {
            return Arrival.MISROUTED;
        }
        if (isSettled(sequence)) {
            return isMissing(sequence) || sequence <= forgotten ? Arrival.LATE : Arrival.DUPLICATE;
        }
        if (arrived.get(sequence - base)) {
            return Arrival.DUPLICATE;
        }
        arrived.set(sequence - base);
        if (sequence < highest) {
            return Arrival.REORDERED;
        }
        highest = sequence;
        return Arrival.IN_ORDER;
    }

    private boolean isMissing(int sequence) {
        return !missing.isEmpty() && missing.remove(sequence);
    }

    /** The sequences that were sent while their subscriber was there, whether or not the service took them. */
    record Owed(int from, int to) {
        boolean covers(int sequence) {
            return sequence >= from && sequence < to;
        }
    }

    /** Decided once, while the publisher still knows what was around that time. */
    int endFor(long leftNanos, int from) {
        leaversEnd = leaversEnd < 0 ? publisher.firstNotOwedToWhoLeft(leftNanos, from) : leaversEnd;
        return leaversEnd;
    }

    /** How what is not settled stands, up to a sequence. */
    Standing standing(Owed owed, int end) {
        Standing standing = new Standing();
        for (int sequence = settled; sequence < end; sequence++) {
            boolean isOwed = owed.covers(sequence) && publisher.isOwed(sequence);
            standing.add(sequence, isOwed, arrived.get(sequence - base));
        }
        return standing;
    }

    /** What is owed from where, and what of it came. */
    static final class Standing {
        private final BitSet missing = new BitSet();
        private int first = -1;
        private long expected;
        private long delivered;
        private long atBoundary;

        private void add(int sequence, boolean owed, boolean came) {
            if (owed) {
                expected++;
            }
            if (owed && came) {
                delivered++;
            } else if (came) {
                atBoundary++;
            } else if (owed) {
                first = first < 0 ? sequence : first;
                missing.set(sequence - first);
            }
        }

        DeliveryTotals totals() {
            return new DeliveryTotals(expected, delivered, atBoundary, 0, 0, 0, 0);
        }
    }

    private void miss(Standing standing) {
        if (standing.missing.isEmpty()) {
            return;
        }
        missing = missing.isEmpty() ? new TreeSet<>() : missing;
        standing.missing.stream().forEach(offset -> missing.add(standing.first + offset));
        while (missing.size() > MISSING_KEPT) {
            forgotten = missing.pollFirst();
        }
    }

    Standing settle(Owed owed, int end) {
        Standing standing = standing(owed, end);
        miss(standing);
        settled = Math.max(settled, end);
        int whole = (settled - base) / Long.SIZE * Long.SIZE;
        if (whole > 0) {
            arrived = arrived.get(whole, Math.max(whole, arrived.length()));
            base += whole;
        }
        return standing;
    }
}
