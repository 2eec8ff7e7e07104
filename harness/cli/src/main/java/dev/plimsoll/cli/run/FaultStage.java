package dev.plimsoll.cli.run;

import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a run's faults on the clock of the load, on a thread of its own, and marks them on the time axis. */
final class FaultStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultStage.class);

    private final FaultPlan plan;
    private final Levers levers;
    private final RunMarks marks;
    private final Consumer<FaultEvent> events;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plimsoll-faults"));

    /** What faults are done with. May block; called from one thread. */
    interface Levers {
        void strike(PlannedFault fault) throws IOException;

        void undo(PlannedFault fault) throws IOException;
    }

    FaultStage(FaultPlan plan, Levers levers, RunMarks marks, Consumer<FaultEvent> events, InstantSource clock) {
        this.plan = plan;
        this.levers = levers;
        this.marks = marks;
        this.events = events;
        this.clock = clock;
    }

    /** Now is the zero of the load's clock; once. */
    void begin() {
        for (PlannedFault fault : plan.faults()) {
            after(fault.at(), () -> strike(fault));
            if (fault.kind().isLasting()) {
                after(fault.end(), () -> undo(fault));
            }
        }
    }

    private void after(Duration delay, Runnable work) {
        thread.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void strike(PlannedFault fault) {
        Instant now = clock.instant();
        marks.faultBegins(fault.name(), now);
        events.accept(new FaultEvent.Began(fault, Point.nanosOf(now)));
        carryOut(() -> levers.strike(fault), fault.name() + " could not be carried out: ");
    }

    private void undo(PlannedFault fault) {
        carryOut(() -> levers.undo(fault), fault.name() + " could not be undone: ");
        Instant now = clock.instant();
        events.accept(new FaultEvent.Undone(Point.nanosOf(now)));
        marks.faultEnds(fault.name(), now);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void carryOut(Work work, String trouble) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}", trouble, e);
            events.accept(new FaultEvent.NotCarriedOut(trouble + e.getMessage(), Point.nanosOf(clock.instant())));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
