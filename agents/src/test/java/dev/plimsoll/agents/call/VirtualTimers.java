package dev.plimsoll.agents.call;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Timers on a clock that a test moves. */
final class VirtualTimers implements Timers {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::number));
    private long now;
    private long numbers;

    private record Entry(long atNanos, long number, Runnable work) {}

    @Override
    public Timer after(long delay, TimeUnit unit, Runnable work) {
        Entry entry = new Entry(now + unit.toNanos(delay), numbers++, work);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    long nanos() {
        return now;
    }

    void pass(Duration duration) {
        long until = now + duration.toNanos();
        while (!entries.isEmpty() && entries.peek().atNanos() <= until) {
            Entry next = entries.remove();
            now = next.atNanos();
            next.work().run();
        }
        now = until;
    }
}
