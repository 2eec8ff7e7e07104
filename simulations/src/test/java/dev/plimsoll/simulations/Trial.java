package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** One load against one target, and what it counted. */
final class Trial {
    /** Gatling's start and report, on a busy machine. */
    private static final Duration OVERHEAD = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SignallingMeter meter = new SignallingMeter();
    private final LoadPlan plan;
    private final Path results;
    private Map<String, Long> outcomes = Map.of();

    private Trial(LoadPlan plan, Path results) {
        this.plan = plan;
        this.results = results;
    }

    static LoadPlan plan(SignallingLoad load) {
        Scenario scenario = Scenario.ofLoad("test", new Target.Sandbox(Map.of()), load);
        return Planner.plan(scenario, Segment.WHOLE).load().orElseThrow();
    }

    /** Starts it, and waits for its end. */
    static Trial run(
            LoadPlan plan,
            URI url,
            Function<PlannedConnection, Endpoint.Presented> credentials,
            Duration timeout,
            Path results)
            throws InterruptedException, IOException {
        Trial trial = new Trial(plan, results);
        LoadRun run = trial.start(url, credentials, timeout);
        trial.end(run, plan.closeAt().plus(timeout));
        return trial;
    }

    /** Starts it, waits for a condition, and stops it. */
    static Trial stopped(
            LoadPlan plan,
            URI url,
            Function<PlannedConnection, Endpoint.Presented> credentials,
            Duration timeout,
            Path results,
            Predicate<Trial> when)
            throws InterruptedException, IOException {
        Trial trial = new Trial(plan, results);
        LoadRun run = trial.start(url, credentials, timeout);
        eventually("the time to stop", () -> when.test(trial));
        run.stop();
        trial.end(run, Duration.ZERO);
        return trial;
    }

    private void end(LoadRun run, Duration most) throws InterruptedException, IOException {
        assertThat(run.await(most.plus(OVERHEAD)))
                .as("trouble of a load that should have ended")
                .isEmpty();
        outcomes = pointsByOutcome();
    }

    private LoadRun start(URI url, Function<PlannedConnection, Endpoint.Presented> credentials, Duration timeout) {
        LoadTarget target = new LoadTarget(new Endpoint(url), credentials, Optional.empty(), timeout, () -> {});
        return LoadRun.start(target, plan, meter, results);
    }

    LoadPlan plan() {
        return plan;
    }

    SignallingMeter meter() {
        return meter;
    }

    ConnectCounts counts() {
        return meter.census().counts(Source.LOAD);
    }

    /** Attempts by their outcome's code, as the points tell them. */
    Map<String, Long> outcomes() {
        return outcomes;
    }

    private Map<String, Long> pointsByOutcome() throws IOException {
        List<Point> points = new ArrayList<>();
        try (SecondTicker ticker = new SecondTicker(meter, points::add, results, Instant.now())) {
            ticker.tick(Instant.now());
        }
        Map<String, Long> found = new TreeMap<>();
        points.stream()
                .filter(point -> point.measurement() == Measurement.WS_CONNECT)
                .forEach(point -> found.merge(
                        point.tags().get("outcome"), point.fields().get("count").longValue(), Long::sum));
        return found;
    }

    /** Every attempt has one outcome; every connection that was accepted was closed in order or dropped. */
    void mustAddUp(int closedInOrder) {
        ConnectCounts counts = counts();
        long dropped = meter.census().dropped().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(counts.addsUp()).isTrue();
        assertThat(outcomes().values().stream().mapToLong(Long::longValue).sum())
                .as("outcomes of %s", counts)
                .isEqualTo(counts.attempted());
        assertThat(counts.accepted()).isEqualTo(closedInOrder + dropped);
        assertThat(meter.census().open())
                .as("connections that were never ended")
                .isZero();
        assertThat(meter.counters().sent() + meter.skipped()).isLessThanOrEqualTo(plan.publishes());
    }

    static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    static void noThreadMustBeLeft() throws InterruptedException {
        eventually(
                "no thread of the load is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("plimsoll-")));
    }
}
