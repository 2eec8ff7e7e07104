package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.process.ControlChannel;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.SpoolEntry;
import dev.plimsoll.telemetry.spool.SpoolReader;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import dev.plimsoll.telemetry.upload.PointStore;
import dev.plimsoll.telemetry.upload.Retries;
import dev.plimsoll.telemetry.upload.Stores;
import dev.plimsoll.telemetry.upload.Upload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A run's pipeline and the threads that feed it, in a process of their own, which ends with the benchmark's. */
final class FeedMain {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final InfluxTarget target;
    private final double rate;

    private FeedMain(FeedOrder.Feed what) {
        this.folder = Path.of(what.folder());
        this.target =
                new InfluxTarget(InfluxTarget.Api.V1, URI.create(what.server()), new Secret(""), "", what.database());
        this.rate = what.rate();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControlChannel<FeedOrder, FeedEvent> control = ControlChannel.toParent(FeedOrder.class);
        BlockingQueue<FeedOrder> orders = new LinkedBlockingQueue<>();
        // The end of the channel is the benchmark's: nobody is left to tell.
        control.listen("feed-control", orders::add, () -> System.exit(1));
        if (orders.take() instanceof FeedOrder.Feed what) {
            control.send(new FeedMain(what).feed(control, orders));
        }
        System.exit(0);
    }

    private FeedEvent.Fed feed(ControlChannel<FeedOrder, FeedEvent> control, BlockingQueue<FeedOrder> orders)
            throws IOException, InterruptedException {
        PointPipeline pipeline = PointPipeline.open(folder, Carrier.RUN_TAGS, SpoolSettings.USUAL, Optional.of(target));
        Feeding feeding = new Feeding(pipeline, rate);
        control.send(new FeedEvent.Feeding());
        feeding.run(orders);
        pipeline.close();
        TelemetryResult result = pipeline.result();
        List<Reading> readings = new ArrayList<>(feeding.readings());
        readings.add(new Reading("handed over in all", "", feeding.producers().sent()));
        readings.add(new Reading("dropped in all", "", result.lost()));
        readings.add(new Reading("in the spool, read back", "", readBack()));
        readings.add(new Reading("uploaded by the run", "", result.uploaded()));
        long start = System.nanoTime();
        readings.add(new Reading("uploaded after it, as by plimsoll upload", "", uploadRest()));
        readings.add(new Reading("which took", "s", (System.nanoTime() - start) / 1e9));
        readings.add(new Reading("refused by InfluxDB", "", result.rejected()));
        return new FeedEvent.Fed(
                readings,
                feeding.producers().sent() - result.lost(),
                result.lost(),
                feeding.producers().packetsSent(),
                pipeline.trouble());
    }

    /** Points of all blocks whose checksum is right. */
    private long readBack() throws IOException {
        long points = 0;
        try (SpoolReader reader = new SpoolReader(folder, Position.START, () -> Position.END)) {
            for (Optional<SpoolEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                points += entry.get() instanceof SpoolEntry.Block block ? block.points() : 0;
            }
        }
        return points;
    }

    private long uploadRest() throws IOException, InterruptedException {
        try (PointStore store = Stores.of(target);
                Upload upload = Upload.resume(folder, () -> Position.END, store, Retries.upTo(PATIENCE))) {
            while (upload.step()) {
                // Until there is no more.
            }
            return upload.uploaded();
        }
    }
}
