package dev.plimsoll.bench.telemetry;

import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Eight threads feed a pipeline through the phases of a disturbance, and what is seen of it meanwhile. For one thread. */
final class Feeding {
    private static final double SLICE_SECONDS = 1;
    private static final long LOOK_MILLIS = 50;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Map<Phase, PhaseLog> phases = new EnumMap<>(Phase.class);
    private final PointPipeline pipeline;
    private final Producers producers;
    private final CatchUp catchUp;
    private Phase phase = Phase.WARM_UP;
    private Counts sliceStart;

    /** Begins to feed. */
    Feeding(PointPipeline pipeline, double rate) {
        this.pipeline = pipeline;
        this.catchUp = new CatchUp(rate);
        this.sliceStart = counts();
        this.producers = Producers.start(sample -> pipeline.accept(sample.plimsolls()), rate);
    }

    /** Carries out orders until the last, then stops feeding. */
    void run(BlockingQueue<FeedOrder> orders) throws InterruptedException {
        FeedOrder order = null;
        while (!(order instanceof FeedOrder.End)) {
            order = orders.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (order instanceof FeedOrder.Enter enter) {
                enter(enter.phase());
            }
            look();
        }
        endSlice();
        producers.end();
    }

    private void enter(Phase next) {
        endSlice();
        phase = next;
        if (next == Phase.CATCHING_UP) {
            catchUp.begin(sliceStart);
        }
    }

    private void look() {
        Counts now = counts();
        if (phase == Phase.CATCHING_UP && catchUp.look(now)) {
            enter(Phase.AFTER);
        } else if (now.seconds() - sliceStart.seconds() >= SLICE_SECONDS) {
            endSlice();
        }
    }

    private void endSlice() {
        Counts now = counts();
        phases.computeIfAbsent(phase, first -> new PhaseLog()).add(producers.slice(), now.minus(sliceStart));
        sliceStart = now;
    }

    private Counts counts() {
        return Counts.of(
                System.nanoTime() / 1e9, pipeline.result(), system.getProcessCpuTime() / 1e9, Proc.machineBusy());
    }

    Producers producers() {
        return producers;
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        phases.forEach((one, log) -> {
            if (one != Phase.WARM_UP) {
                readings.addAll(log.readings(one));
            }
        });
        readings.addAll(lag());
        readings.addAll(catchUp.readings());
        return readings;
    }

    private List<Reading> lag() {
        List<Double> calm = new ArrayList<>();
        phases.forEach((one, log) -> calm.addAll(one.isCalm() ? log.lagP99Millis() : List.of()));
        List<Double> disturbed =
                phases.containsKey(Phase.DURING) ? phases.get(Phase.DURING).lagP99Millis() : List.of();
        return calm.isEmpty() || disturbed.isEmpty()
                ? List.of()
                : LagComparison.of(calm, disturbed).readings("schedule lag, p99 of a second");
    }
}
