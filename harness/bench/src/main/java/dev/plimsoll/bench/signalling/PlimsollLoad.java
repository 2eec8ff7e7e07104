package dev.plimsoll.bench.signalling;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.result.ConnectCounts;
import dev.plimsoll.simulations.LoadRun;
import dev.plimsoll.simulations.LoadTarget;
import dev.plimsoll.simulations.Rehearsal;
import dev.plimsoll.telemetry.ledger.DeliveryTotals;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.signalling.SecondTicker;
import dev.plimsoll.telemetry.signalling.Seconds;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A job as a run of Plimsoll carries it out: rehearsed, then with its meter, its ledger and its seconds. */
public final class PlimsollLoad {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Assignment assignment;
    private final LoadPlan plan;
    private final Path folder;

    /** @param folder for what it writes */
    public PlimsollLoad(Assignment assignment, Path folder) {
        this.assignment = assignment;
        this.plan = assignment.job().plan();
        this.folder = folder;
    }

    public void rehearse() throws IOException, InterruptedException {
        Rehearsal.at(target(assignment.rehearsal()), plan, folder.resolve("rehearsal"))
                .ifPresent(System.out::println);
    }

    /**
     * Returns when the job is done.
     *
     * @param points is given those of each second, on a thread of its own
     */
    public Outcome carryOut(Consumer<Point> points) throws IOException, InterruptedException {
        LoadTarget target = target(assignment.place());
        SignallingMeter meter = new SignallingMeter();
        try (Seconds seconds = Seconds.begin(meter, points, folder)) {
            LoadRun.start(target, plan, meter, folder)
                    .await(plan.closeAt().plus(PATIENCE))
                    .ifPresent(System.out::println);
            return outcome(meter, seconds.end());
        }
    }

    private static LoadTarget target(Assignment.Place place) {
        return new LoadTarget(
                place.endpoint(), connection -> place.token(connection.peerId()), Optional.empty(), TIMEOUT, () -> {});
    }

    private static Outcome outcome(SignallingMeter meter, SecondTicker.Latencies latencies) {
        ConnectCounts connects = meter.census().counts(Source.LOAD);
        SignallingMeter.Counters counters = meter.counters();
        DeliveryTotals deliveries = meter.ledger().totals();
        return new Outcome(
                connects.attempted(),
                connects.accepted(),
                counters.sent(),
                counters.acked(),
                deliveries.expected(),
                deliveries.lost(),
                deliveries.duplicates(),
                deliveries.delivered() + deliveries.atBoundary(),
                latencies.connect(),
                latencies.ack(),
                latencies.delivery(),
                latencies.lag());
    }
}
