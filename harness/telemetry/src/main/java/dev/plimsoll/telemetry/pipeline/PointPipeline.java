package dev.plimsoll.telemetry.pipeline;

import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.point.Point;
import dev.plimsoll.telemetry.spool.PointSink;
import dev.plimsoll.telemetry.spool.Spool;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import dev.plimsoll.telemetry.upload.PointStore;
import dev.plimsoll.telemetry.upload.Retries;
import dev.plimsoll.telemetry.upload.Stores;
import dev.plimsoll.telemetry.upload.Upload;
import dev.plimsoll.telemetry.upload.Uploader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The way of a run's points: to the spool, and from there to a server, if the run has one. */
public final class PointPipeline implements AutoCloseable {
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

    private final Spool spool;
    private final Optional<Uploader> uploader;

    /**
     * @param runTags tags that every point carries
     * @param target where points are uploaded to once they are on the disk
     * @throws IOException if nothing can be written there
     */
    public static PointPipeline open(
            Path folder, Map<String, String> runTags, SpoolSettings settings, Optional<InfluxTarget> target)
            throws IOException {
        Spool spool = Spool.open(folder, runTags, settings);
        if (target.isEmpty()) {
            return new PointPipeline(spool, Optional.empty());
        }
        PointStore store = Stores.of(target.get());
        Upload upload = Upload.resume(folder, spool::frontier, store, Retries.forEver());
        return new PointPipeline(spool, Optional.of(new Uploader(upload, store, CLOSING_PATIENCE)));
    }

    private PointPipeline(Spool spool, Optional<Uploader> uploader) {
        this.spool = spool;
        this.uploader = uploader;
    }

    /** Hands a point over; from any thread, never blocking, and not after {@link #close}. */
    public void accept(Point point) {
        spool.accept(point);
    }

    /** Shows every point that is written from now on to somebody else, too. */
    public void tap(PointSink sink) {
        spool.tap(sink);
    }

    /** Complete once the pipeline is closed. */
    public TelemetryResult result() {
        return new TelemetryResult(
                spool.points(),
                spool.spooled(),
                uploader.map(Uploader::uploaded).orElse(0L),
                uploader.map(Uploader::rejected).orElse(0L),
                spool.lost());
    }

    /** Points that are in the spool and should be at the server, but are not; 0 if the run has no server. */
    public long unsent() {
        return uploader.map(sender -> spool.spooled() - sender.uploaded() - sender.rejected())
                .map(rest -> Math.max(0, rest))
                .orElse(0L);
    }

    /** What went wrong with the disk or the upload last; empty if nothing did. */
    public String trouble() {
        String ofSpool = spool.trouble();
        return ofSpool.isEmpty() ? uploader.map(Uploader::trouble).orElse("") : ofSpool;
    }

    /** Writes what is queued and waits for the upload, for a bounded time: what is not uploaded stays in the spool. */
    @Override
    public void close() {
        spool.close();
        uploader.ifPresent(Uploader::close);
    }
}
