package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.PublishSchedule;

/**
 * Runs along a schedule. What is due while the event loop is busy leaves as soon as it can, each with its intended time:
 * nothing is skipped because something before it was slow. For one event loop.
 */
final class Ticks implements Timetable.Entry {
    private final Timetable timetable;
    private final LoadClock clock;
    private final PublishSchedule schedule;
    private final Step step;
    private int number;
    private boolean stopped;

    Ticks(Timetable timetable, LoadClock clock, PublishSchedule schedule, Step step) {
        this.timetable = timetable;
        this.clock = clock;
        this.schedule = schedule;
        this.step = step;
    }

    /** Called when a time of the schedule has come. */
    interface Step {
        void due(long intendedNanos);
    }

    void start() {
        if (schedule.count() > 0) {
            timetable.put(clock.nanosAt(schedule.at(0)), this);
        }
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void due(long nowNanos) {
        while (number < schedule.count() && !stopped) {
            long at = clock.nanosAt(schedule.at(number));
            if (at - nowNanos > 0) {
                timetable.put(at, this);
                return;
            }
            number++;
            step.due(at);
        }
    }
}
