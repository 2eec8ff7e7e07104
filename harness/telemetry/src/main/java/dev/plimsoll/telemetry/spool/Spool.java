package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where every point goes first: a bounded queue, emptied into checksummed segments by one thread. {@link #accept} never
 * blocks and takes no lock; a point that finds the queue full is dropped and counted. While the disk is full, points wait in
 * memory, up to a bound; then in the queue. docs/telemetry.md has the format.
 */
public final class Spool implements AutoCloseable {
    private final PointQueue queue;
    private final SegmentWriter segments;
    private final SpoolWriter writer;
    private final Thread thread;
    private final LongAdder dropped = new LongAdder();
    private final SpoolLock lock;

    /**
     * Opens a spool; a folder that holds segments is continued behind them.
     *
     * @param runTags tags that every point carries
     * @throws IOException if nothing can be written there, or somebody else does
     */
    public static Spool open(Path folder, Map<String, String> runTags, SpoolSettings settings) throws IOException {
        return open(folder, runTags, settings, Disk.local());
    }

    static Spool open(Path folder, Map<String, String> runTags, SpoolSettings settings, Disk disk) throws IOException {
        Files.createDirectories(folder);
        SpoolLock lock = SpoolLock.take(folder);
        SegmentWriter segments = new SegmentWriter(new Segments(folder), disk, settings);
        return new Spool(new LineEncoder(runTags), segments, settings, lock);
    }

    private Spool(LineEncoder encoder, SegmentWriter segments, SpoolSettings settings, SpoolLock lock) {
        this.lock = lock;
        this.queue = new PointQueue(settings.queuePoints());
        this.segments = segments;
        this.writer = new SpoolWriter(queue, encoder, segments, settings);
        this.thread = new Thread(writer, "plimsoll-spool");
        thread.start();
    }

    /** Hands a point over; from any thread, and not after {@link #close}. */
    public void accept(Point point) {
        if (!queue.offer(point)) {
            dropped.increment();
        }
    }

    /** Shows every point that is written from now on to somebody else, too. */
    public void tap(PointSink sink) {
        writer.tap(sink);
    }

    /** Points that were handed over, whatever became of them. */
    public long points() {
        return queue.accepted() + dropped.sum();
    }

    /** Points that the writer has taken from the queue. */
    long taken() {
        return queue.accepted() - queue.size();
    }

    /** Points that are on the disk. */
    public long spooled() {
        return segments.spooled();
    }

    /** Points that are not and never will be. */
    public long lost() {
        return dropped.sum() + writer.lost();
    }

    /** What is written and will not change any more ends here. */
    public Position frontier() {
        return segments.frontier();
    }

    /** What went wrong last; empty if nothing did. */
    public String trouble() {
        long full = dropped.sum();
        return full == 0 ? writer.trouble() : full + " points found the queue to the disk full and were dropped";
    }

    /** Writes what is queued. A disk that is full is waited for, for seconds; what it then does not take is lost. */
    @Override
    public void close() {
        writer.close();
        try {
            thread.join();
            lock.close();
        } catch (IOException e) {
            // Whoever looks finds it held until this process ends.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
