package dev.plimsoll.simulations;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is due when, of all schedules on one event loop, with one timer of the loop for whoever is next. With a timer for each,
 * a fifteenth of the loop's time goes into its queue, which compares what lies scattered in memory; these times do not. A heap in
 * an array; for one event loop.
 */
final class Timetable {
    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);
    /** So many entries; the loop looks after its sockets in between. What one of them does with its turn has no bound here. */
    private static final int MOST_AT_ONCE = 64;

    private static final int FIRST_ROOM = 64;

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private long[] times = new long[FIRST_ROOM];
    private Entry[] entries = new Entry[FIRST_ROOM];
    private int size;
    private ScheduledFuture<?> timer;
    private long timerAt;
    private boolean running;

    /** @param nanoTime {@link System#nanoTime()}, but in tests */
    Timetable(EventLoop loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /** Somebody who is due at times of their own. */
    interface Entry {
        /** Called once for each {@link Timetable#put}, at that time or later. */
        void due(long nowNanos);
    }

    void put(long atNanos, Entry entry) {
        assert loop.inEventLoop();
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            entries = Arrays.copyOf(entries, 2 * size);
        }
        rise(size++, atNanos, entry);
        if (!running && (timer == null || atNanos - timerAt < 0)) {
            setTimer();
        }
    }

    private void run() {
        timer = null;
        running = true;
        long now = nanoTime.getAsLong();
        for (int done = 0; done < MOST_AT_ONCE && size > 0 && times[0] - now <= 0; done++) {
            haveTurn(takeFirst(), now);
        }
        running = false;
        setTimer();
    }

    private static void haveTurn(Entry entry, long nowNanos) {
        try {
            entry.due(nowNanos);
        } catch (Throwable e) {
            // Netty would keep it in a future that nobody reads.
            LOG.error("a schedule ends early", e);
        }
    }

    private void setTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (size > 0) {
            timerAt = times[0];
            timer = loop.schedule(this::run, Math.max(0, timerAt - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private Entry takeFirst() {
        Entry first = entries[0];
        size--;
        long time = times[size];
        Entry last = entries[size];
        entries[size] = null;
        if (size > 0) {
            sink(time, last);
        }
        return first;
    }

    private void rise(int from, long time, Entry entry) {
        int place = from;
        while (place > 0 && time - times[(place - 1) / 2] < 0) {
            int parent = (place - 1) / 2;
            times[place] = times[parent];
            entries[place] = entries[parent];
            place = parent;
        }
        times[place] = time;
        entries[place] = entry;
    }

    private void sink(long time, Entry entry) {
        int place = 0;
        int child = earlierChild(place);
        while (child < size && times[child] - time < 0) {
            times[place] = times[child];
            entries[place] = entries[child];
            place = child;
            child = earlierChild(place);
        }
        times[place] = time;
        entries[place] = entry;
    }

    private int earlierChild(int place) {
        int left = 2 * place + 1;
        int right = left + 1;
        return right < size && times[right] - times[left] < 0 ? right : left;
    }
}
