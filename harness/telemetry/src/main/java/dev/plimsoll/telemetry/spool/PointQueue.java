package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue of many producers and one consumer, without locks: a thread that hands a point over never waits for
 * another that was stopped while it did the same.
 */
final class PointQueue {
    private final AtomicReferenceArray<Point> places;
    private final int mask;
    /** How many were ever taken in. */
    private final AtomicLong tail = new AtomicLong();

    /** How many were ever taken out. */
    private final AtomicLong head = new AtomicLong();

    /** @param capacity a power of two */
    PointQueue(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(capacity + " is not a power of two");
        }
        this.places = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
    }

    /** False if the queue is full. From any thread. */
    boolean offer(Point point) {
        long place;
        do {
            place = tail.get();
            if (place - head.get() > mask) {
                return false;
            }
        } while (!tail.compareAndSet(place, place + 1));
        places.setRelease((int) place & mask, point);
        return true;
    }

    /** The oldest point; null if there is none yet. From the one thread that takes out. */
    Point poll() {
        long place = head.get();
        int index = (int) place & mask;
        Point point = places.getAcquire(index);
        if (point != null) {
            places.setRelease(index, null);
            head.set(place + 1);
        }
        return point;
    }

    /** How many were ever taken in. */
    long accepted() {
        return tail.get();
    }

    long size() {
        return tail.get() - head.get();
    }
}
