package dev.plimsoll.bench.live;

import dev.plimsoll.bench.signalling.Assignment;
import dev.plimsoll.bench.signalling.PlimsollLoad;
import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.live.LiveServer;
import dev.plimsoll.live.LiveSettings;
import dev.plimsoll.process.ControlChannel;
import dev.plimsoll.telemetry.generator.GeneratorWatch;
import dev.plimsoll.telemetry.generator.LocalMachine;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A run's load, its meter, its spool and its watch over itself in a process of their own, which ends with the benchmark's. The
 * page comes and goes as the benchmark says.
 */
final class LiveMain {
    private static final Map<String, String> RUN_TAGS =
            Map.of("run", "capacity-20261120-101500", "scenario", "capacity");
    private static final LiveSettings SETTINGS = new LiveSettings(LiveSettings.LOOPBACK, 0, false, Optional.empty());

    private final BlockingQueue<LiveOrder> orders = new LinkedBlockingQueue<>();
    private final ControlChannel<LiveOrder, LiveEvent> control;
    private volatile LiveFeed page = LiveFeed.NONE;

    private LiveMain(ControlChannel<LiveOrder, LiveEvent> control) {
        this.control = control;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new LiveMain(ControlChannel.toParent(LiveOrder.class)).serve();
    }

    private void serve() throws IOException, InterruptedException {
        // The end of the channel is the benchmark's: nobody is left to work for.
        control.listen("live-control", orders::add, () -> System.exit(0));
        LiveOrder.Rehearse first = (LiveOrder.Rehearse) orders.take();
        PlimsollLoad load = new PlimsollLoad(Assignment.ofThisProcess(), Path.of(first.folder()));
        load.rehearse();
        control.send(new LiveEvent.Rehearsed());
        orders.take();
        PointPipeline points =
                PointPipeline.open(Path.of(first.folder(), "points"), RUN_TAGS, SpoolSettings.USUAL, Optional.empty());
        points.tap(point -> page.point(point));
        watch(points);
        new Calls(first.callPoints(), points::accept).start();
        Thread carrying = new Thread(() -> carryOut(load, points), "load");
        carrying.start();
        while (true) {
            showAndHide();
        }
    }

    private static void watch(PointPipeline points) {
        GeneratorWatch watch = new GeneratorWatch(new LocalMachine(), points::accept);
        watch.watch("generator", ProcessHandle.current().pid());
        ScheduledExecutorService seconds =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "watch"));
        seconds.scheduleAtFixedRate(() -> watch.tick(Point.nanosOf(Instant.now())), 1, 1, TimeUnit.SECONDS);
    }

    private static void carryOut(PlimsollLoad load, PointPipeline points) {
        try {
            load.carryOut(points::accept);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the load ended early", e);
        }
    }

    private void showAndHide() throws IOException, InterruptedException {
        while (!(orders.take() instanceof LiveOrder.Show)) {
            // Nothing is there to hide.
        }
        long dropped;
        try (LiveServer server = LiveServer.start(SETTINGS, "capacity", InstantSource.system())) {
            page = server;
            control.send(new LiveEvent.Shown(server.url().toString()));
            while (!(orders.take() instanceof LiveOrder.Hide)) {
                // It is shown already.
            }
            page = LiveFeed.NONE;
            dropped = server.dropped();
        }
        control.send(new LiveEvent.Hidden(dropped));
    }
}
