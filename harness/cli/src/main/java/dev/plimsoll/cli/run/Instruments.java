package dev.plimsoll.cli.run;

import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.generator.GeneratorWatch;
import dev.plimsoll.telemetry.generator.LocalMachine;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that measures a run, and the one thread that ends its seconds. */
final class Instruments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);

    /** One for every run of this process: it listens to the collectors for good. */
    private static final LocalMachine MACHINE = new LocalMachine();

    private final InstantSource clock;
    private final Instant started;
    private final PointPipeline points;
    private final LiveFeed live;
    private final SignallingMeter meter = new SignallingMeter();
    private final SecondTicker ticker;
    private final GeneratorWatch watch;
    private final RunMarks marks;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plimsoll-ticker"));

    private Instruments(Scenario scenario, RunFolder folder, Outlet outlet, InstantSource clock, Instant started)
            throws IOException {
        this.live = outlet.live();
        this.clock = clock;
        this.started = started;
        this.points = PointPipeline.open(folder.points(), outlet.tags(), SpoolSettings.USUAL, scenario.influx());
        points.tap(live::point);
        this.ticker = new SecondTicker(meter, points::accept, folder.path(), started);
        // What was collected before this run began says nothing of it.
        MACHINE.longestPauseSinceLastCall();
        this.watch = new GeneratorWatch(MACHINE, points::accept);
        this.marks = new RunMarks(scenario, points::accept, clock);
    }

    static Instruments open(Scenario scenario, RunFolder folder, Outlet outlet, InstantSource clock, Instant started)
            throws IOException {
        return new Instruments(scenario, folder, outlet, clock, started);
    }

    SignallingMeter meter() {
        return meter;
    }

    PointPipeline points() {
        return points;
    }

    SecondTicker ticker() {
        return ticker;
    }

    RunMarks marks() {
        return marks;
    }

    void watch(String name, long pid) {
        watch.watch(name, pid);
    }

    /** The second of the run that passes now, from 0. */
    int second() {
        return (int) Duration.between(started, clock.instant()).toSeconds();
    }

    /** @param then called after each second, on the ticker's thread */
    void startTicking(Runnable then) {
        // Whole seconds since the run's start, so that a second's index is its place in every series.
        long delay = 1000 - Duration.between(started, clock.instant()).toMillis() % 1000;
        for (int missed = second(); missed > 0; missed--) {
            ticker.tick(started.plusSeconds(second() - missed + 1L));
        }
        thread.scheduleAtFixedRate(() -> tick(then), delay, 1000, TimeUnit.MILLISECONDS);
    }

    private void tick(Runnable then) {
        try {
            Instant now = clock.instant();
            ticker.tick(now);
            watch.tick(Point.nanosOf(now));
            marks.tick(now);
            then.run();
        } catch (RuntimeException e) {
            LOG.error("a second could not be ended", e);
        }
    }

    /** Ends the last, unfinished second. */
    void stopTicking() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        Instant now = clock.instant();
        ticker.tick(now);
        marks.tick(now);
    }

    void verdicts(List<Check> checks) {
        Instant now = clock.instant();
        long nanos = Point.nanosOf(now);
        checks.forEach(live::verdict);
        checks.forEach(check -> points.accept(Point.of(Measurement.LIMIT_VERDICT, nanos)
                .tag("check", check.id())
                .tag("verdict", check.verdict().name())
                .field("pass", check.verdict() == Verdict.PASS ? 1 : 0)
                .build()));
    }

    GeneratorResult generator(Double scheduleLagP99Ms, OptionalDouble mediaLostPercent) {
        return watch.result(scheduleLagP99Ms, mediaLostPercent);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        ticker.close();
        points.close();
    }
}
