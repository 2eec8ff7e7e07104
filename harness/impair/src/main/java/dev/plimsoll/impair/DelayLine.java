package dev.plimsoll.impair;

import java.util.OptionalLong;
import java.util.PriorityQueue;

/** What waits for its due time, over all flows. What is due at the same time leaves in the order of its arrival. For one thread. */
final class DelayLine {
    private final PriorityQueue<Held> held = new PriorityQueue<>(DelayLine::compare);
    private long arrivals;

    /** Takes what is due. */
    interface Taker {
        /** @param lateNanos how long after its due time */
        void release(byte[] bytes, long lateNanos);
    }

    private static final class Held {
        private final long due;
        private final long order;
        private final byte[] bytes;
        private final Taker taker;

        Held(long due, long order, byte[] bytes, Taker taker) {
            this.due = due;
            this.order = order;
            this.bytes = bytes;
            this.taker = taker;
        }
    }

    void add(long dueNanos, byte[] bytes, Taker taker) {
        held.add(new Held(dueNanos, arrivals++, bytes, taker));
    }

    void releaseDue(long now) {
        Held first = held.peek();
        while (first != null && now - first.due >= 0) {
            held.remove();
            first.taker.release(first.bytes, now - first.due);
            first = held.peek();
        }
    }

    OptionalLong nextDue() {
        Held first = held.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.due);
    }

    /** By difference, since a monotonic clock may wrap. */
    private static int compare(Held a, Held b) {
        int byDue = Long.signum(a.due - b.due);
        return byDue != 0 ? byDue : Long.compare(a.order, b.order);
    }
}
