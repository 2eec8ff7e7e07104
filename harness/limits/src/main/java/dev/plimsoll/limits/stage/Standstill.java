package dev.plimsoll.limits.stage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when this machine, or this process, stood still: a thread of its own that wants to wake often, and how late it did.
 * What a probe waited for in vain meanwhile may have come in time. The thread ends with {@link #close}.
 */
public final class Standstill implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoClock;
    private final Thread thread;
    private long lastNanos;
    private long longestNanos;

    private Standstill(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
        this.thread = new Thread(this::wakeOften, "plimsoll-standstill");
        thread.setDaemon(true);
    }

    public static Standstill watch(LongSupplier nanoClock) {
        Standstill standstill = new Standstill(nanoClock);
        standstill.thread.start();
        return standstill;
    }

    private void wakeOften() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(EVERY_NANOS);
                woke();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void woke() {
        long now = nanoClock.getAsLong();
        longestNanos = Math.max(longestNanos, now - lastNanos - EVERY_NANOS);
        lastNanos = now;
    }

    /** Also one that has only just ended and that the thread has not noticed; zero if there was none. For any thread. */
    public synchronized Duration longestSinceLastCall() {
        woke();
        Duration longest = Duration.ofNanos(longestNanos);
        longestNanos = 0;
        return longest;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
