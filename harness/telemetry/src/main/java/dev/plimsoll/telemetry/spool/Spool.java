package dev.plimsoll.telemetry.spool;

import dev.plimsoll.model.result.TelemetryResult;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every point goes first: a bounded queue, emptied into the spool file by one thread. {@link #accept} never blocks;
 * a point that finds the queue full is counted as lost, and so is a batch that the disk refuses. What is safe in the file
 * is then uploaded, if the run has somewhere to upload to.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int QUEUE_POINTS = 65_536;
    private static final int BATCH_POINTS = 5_000;
    private static final long BATCH_MILLIS = 1_000;

    private final LineProtocol lines;
    private final SpoolFile file;
    private final Optional<Uploader> uploader;
    private final BlockingQueue<Point> queue = new ArrayBlockingQueue<>(QUEUE_POINTS);
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong spooled = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread writer = new Thread(this::write, "plimsoll-spool");
    private volatile boolean closing;
    private volatile String trouble = "";

    /**
     * @param runTags tags that every point of the run carries
     * @param store where batches are uploaded to once they are on disk
     */
    public static Spool open(Path path, Map<String, String> runTags, Optional<PointStore> store) throws IOException {
        SpoolFile file = new SpoolFile(path);
        return new Spool(new LineProtocol(runTags), file, store.map(target -> new Uploader(file, target)));
    }

    private Spool(LineProtocol lines, SpoolFile file, Optional<Uploader> uploader) {
        this.lines = lines;
        this.file = file;
        this.uploader = uploader;
        writer.start();
    }

    public void accept(Point point) {
        points.incrementAndGet();
        if (!queue.offer(point)) {
            dropped.incrementAndGet();
        }
    }

    public TelemetryResult result() {
        return new TelemetryResult(
                points.get(),
                spooled.get(),
                uploader.map(Uploader::uploaded).orElse(0L),
                uploader.map(Uploader::rejected).orElse(0L),
                dropped.get() + refused.get());
    }

    /** What went wrong with the disk or the upload last; empty if nothing did. */
    public String trouble() {
        return trouble.isEmpty() ? uploader.map(Uploader::trouble).orElse("") : trouble;
    }

    /** Writes what is queued and waits for the upload, for a bounded time: what is not uploaded stays in the file. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
            uploader.ifPresent(Uploader::close);
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            trouble = "the spool file could not be closed: " + e.getMessage();
        }
    }

    private void write() {
        List<String> batch = new ArrayList<>(BATCH_POINTS);
        long batchStart = System.nanoTime();
        while (!closing || !queue.isEmpty()) {
            Point point = poll();
            if (point != null) {
                batch.add(lines.line(point));
            }
            boolean due = System.nanoTime() - batchStart >= TimeUnit.MILLISECONDS.toNanos(BATCH_MILLIS);
            if (due || batch.size() >= BATCH_POINTS) {
                flush(batch);
                batchStart = System.nanoTime();
            }
        }
        flush(batch);
    }

    private Point poll() {
        try {
            return queue.poll(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing = true;
            return null;
        }
    }

    private void flush(List<String> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            SpoolFile.Batch written = file.append(batch);
            spooled.addAndGet(batch.size());
            uploader.ifPresent(target -> target.offer(written));
        } catch (IOException e) {
            refused.addAndGet(batch.size());
            trouble = "points could not be written to disk: " + e.getMessage();
            LOG.error("spool", e);
        }
        batch.clear();
    }
}
