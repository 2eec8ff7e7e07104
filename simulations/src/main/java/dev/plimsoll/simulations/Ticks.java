package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.PublishSchedule;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs along a schedule on an event loop, one timer at a time. What is due while the loop is busy leaves as soon as it can,
 * each with its intended time: nothing is skipped because something before it was slow.
 */
final class Ticks {
    private final EventLoop loop;
    private final LoadClock clock;
    private final PublishSchedule schedule;
    private final Step step;
    private final LongSupplier nanoTime;
    private boolean stopped;

    Ticks(EventLoop loop, LoadClock clock, PublishSchedule schedule, LongSupplier nanoTime, Step step) {
        this.loop = loop;
        this.clock = clock;
        this.schedule = schedule;
        this.nanoTime = nanoTime;
        this.step = step;
    }

    /** Called when a time of the schedule has come. */
    interface Step {
        void due(long intendedNanos);
    }

    void start() {
        next(0);
    }

    void stop() {
        stopped = true;
    }

    private void next(int number) {
        if (number < schedule.count()) {
            long at = clock.nanosAt(schedule.at(number));
            loop.schedule(() -> run(number), Math.max(0, at - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private void run(int first) {
        int number = first;
        while (number < schedule.count() && !stopped) {
            long at = clock.nanosAt(schedule.at(number));
            if (at - nanoTime.getAsLong() > 0) {
                next(number);
                return;
            }
            step.due(at);
            number++;
        }
    }
}
