package dev.plimsoll.cli.run;

import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.generator.GeneratorWatch;
import dev.plimsoll.telemetry.generator.LocalMachine;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.upload.InfluxStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that measures a run, and the one thread that ends its seconds. */
final class Instruments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);

    private final InstantSource clock;
    private final Instant started;
    private final Spool spool;
    private final SignallingMeter meter = new SignallingMeter();
    private final SecondTicker ticker;
    private final GeneratorWatch watch;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plimsoll-ticker"));

    private Instruments(Scenario scenario, RunFolder folder, InstantSource clock, Instant started) throws IOException {
        this.clock = clock;
        this.started = started;
        this.spool = Spool.open(
                folder.file("points.lp.gz"),
                Map.of("run", folder.runId(), "scenario", scenario.name()),
                scenario.influx().map(InfluxStore::new));
        this.ticker = new SecondTicker(meter, spool::accept, folder.path(), started);
        this.watch = new GeneratorWatch(new LocalMachine(), spool::accept);
    }

    static Instruments open(Scenario scenario, RunFolder folder, InstantSource clock, Instant started)
            throws IOException {
        return new Instruments(scenario, folder, clock, started);
    }

    SignallingMeter meter() {
        return meter;
    }

    Spool spool() {
        return spool;
    }

    SecondTicker ticker() {
        return ticker;
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
            watch.tick(now.getEpochSecond() * 1_000_000_000L + now.getNano());
            then.run();
        } catch (RuntimeException e) {
            LOG.error("a second could not be ended", e);
        }
    }

    /** Ends the last, unfinished second. */
    void stopTicking() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        ticker.tick(clock.instant());
    }

    void verdicts(List<Check> checks) {
        Instant now = clock.instant();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        checks.forEach(check -> spool.accept(Point.of(Measurement.LIMIT_VERDICT, nanos)
                .tag("check", check.id())
                .tag("verdict", check.verdict().name())
                .field("pass", check.verdict() == Verdict.PASS ? 1 : 0)
                .build()));
    }

    GeneratorResult generator(Double scheduleLagP99Ms) {
        return watch.result(scheduleLagP99Ms);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        ticker.close();
        spool.close();
    }
}
