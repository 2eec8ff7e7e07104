package dev.plimsoll.signalling.probe;

import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The frames that came on a connection, in order. Nothing is taken out by reading; the oldest give way when there are too
 * many, and are counted. Safe for use by several threads.
 */
public final class Inbox {
    private static final long MOST_BYTES = 16 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Heard[] ring;
    private long oldest;
    private long next;
    private long keptBytes;
    private boolean ended;

    Inbox(int keptFrames) {
        this.ring = new Heard[keptFrames];
    }

    void add(long atNanos, Heard.Kind kind, String text, int bytes, Optional<ServerFrame> frame) {
        lock.lock();
        try {
            if (next - oldest == ring.length) {
                dropOldest();
            }
            ring[slot(next)] = new Heard(next, atNanos, kind, text, bytes, frame);
            next++;
            keptBytes += bytes;
            while (keptBytes > MOST_BYTES && next - oldest > 1) {
                dropOldest();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        keptBytes -= ring[slot(oldest)].bytes();
        ring[slot(oldest)] = null;
        oldest++;
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }

    /** Nothing will come any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number that the next frame will get: take it before you send something whose answer you want. */
    public long next() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** How many frames gave way to later ones. Where this is not 0, a frame that is not here may yet have come. */
    public long dropped() {
        lock.lock();
        try {
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** What is kept of the frames from a number on. */
    public List<Heard> since(long number) {
        lock.lock();
        try {
            List<Heard> frames = new ArrayList<>();
            for (long at = Math.max(number, oldest); at < next; at++) {
                frames.add(ring[slot(at)]);
            }
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first frame from a number on that fulfils a condition. Empty if none does in time, or none will because
     * the connection has ended.
     *
     * @param wanted called with the inbox locked: must be quick and must not use it
     */
    public Optional<Heard> await(long number, Predicate<Heard> wanted, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        long at = number;
        lock.lockInterruptibly();
        try {
            while (true) {
                for (at = Math.max(at, oldest); at < next; at++) {
                    if (wanted.test(ring[slot(at)])) {
                        return Optional.of(ring[slot(at)]);
                    }
                }
                if (ended || left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing will come any more, or for so long. */
    void awaitEnd(Duration patience) throws InterruptedException {
        await(Long.MAX_VALUE, heard -> false, patience);
    }
}
