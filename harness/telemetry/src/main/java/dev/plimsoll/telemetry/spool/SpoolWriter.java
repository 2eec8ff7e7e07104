package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spool's one thread: takes points from the queue, encodes, compresses and writes them. */
final class SpoolWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
    private static final int CHUNK_BYTES = 48 * 1024;
    private static final long IDLE_NANOS = Duration.ofMillis(20).toNanos();
    /** How long a closing spool waits for a disk that is full. */
    private static final long CLOSING_NANOS = Duration.ofSeconds(5).toNanos();

    private final PointQueue queue;
    private final LineEncoder encoder;
    private final SegmentWriter segments;
    private final long flushNanos;
    private final int blockPoints;
    private final List<PointSink> sinks = new CopyOnWriteArrayList<>();
    private int chunkPoints;
    private long flushedNanos = System.nanoTime();
    private long closingNanos;
    private volatile boolean closing;
    private final LongAdder lost = new LongAdder();
    private volatile String trouble = "";

    SpoolWriter(PointQueue queue, LineEncoder encoder, SegmentWriter segments, SpoolSettings settings) {
        this.queue = queue;
        this.encoder = encoder;
        this.segments = segments;
        this.flushNanos = settings.flushEvery().toNanos();
        this.blockPoints = settings.blockPoints();
    }

    void tap(PointSink sink) {
        sinks.add(sink);
    }

    /** Points that were accepted and cannot be written any more. */
    long lost() {
        return lost.sum();
    }

    String trouble() {
        return trouble;
    }

    /** From any thread: the writer ends once the queue is empty. */
    void close() {
        closingNanos = System.nanoTime();
        closing = true;
    }

    @Override
    public void run() {
        while (!closing || queue.size() > 0) {
            boolean emptied = drain();
            boolean kept = write();
            if (!kept && isOutOfPatience()) {
                break;
            }
            if (emptied || !kept || segments.isFull()) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        end();
    }

    private boolean isOutOfPatience() {
        return closing && System.nanoTime() - closingNanos > CLOSING_NANOS;
    }

    /** True if the queue is empty; false if a block is complete or no more can be kept. */
    private boolean drain() {
        for (int taken = 0; taken < blockPoints && !segments.isFull(); taken++) {
            Point point = queue.poll();
            if (point == null) {
                chunk();
                return true;
            }
            encode(point);
            for (PointSink sink : sinks) {
                show(point, sink);
            }
        }
        chunk();
        return false;
    }

    private void encode(Point point) {
        int before = encoder.length();
        try {
            encoder.append(point);
            chunkPoints++;
        } catch (RuntimeException e) {
            encoder.cut(before);
            lost.increment();
            trouble = "a point could not be encoded: " + e;
            LOG.error("a point could not be encoded", e);
        }
        if (encoder.length() >= CHUNK_BYTES) {
            chunk();
        }
    }

    private void show(Point point, PointSink sink) {
        try {
            sink.point(point);
        } catch (RuntimeException e) {
            LOG.error("a sink of points failed and is called no more", e);
            sinks.remove(sink);
        }
    }

    private void chunk() {
        if (chunkPoints > 0) {
            segments.add(encoder.bytes(), encoder.length(), chunkPoints, System.nanoTime());
            encoder.clear();
            chunkPoints = 0;
        }
    }

    /** False if the disk refuses what there is to write. */
    private boolean write() {
        long now = System.nanoTime();
        boolean flush = now - flushedNanos >= flushNanos;
        if (segments.isDue(now)) {
            segments.endBlock();
        } else if (flush) {
            segments.flush();
        } else {
            return true;
        }
        flushedNanos = now;
        return persist(now);
    }

    private boolean persist(long now) {
        try {
            segments.persist(now);
            return true;
        } catch (IOException e) {
            refused(e);
            return false;
        }
    }

    private void refused(IOException e) {
        if (trouble.isEmpty()) {
            LOG.error("the disk refuses points; they wait in memory", e);
        }
        trouble = "for a time, the disk refused points: " + e.getMessage();
    }

    /** Writes the rest, as long as there is patience. */
    private void end() {
        while (true) {
            try {
                segments.end(System.nanoTime());
                break;
            } catch (IOException e) {
                refused(e);
                if (isOutOfPatience()) {
                    break;
                }
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        lost.add(segments.unspooled() + queue.size());
        try {
            segments.close();
        } catch (IOException e) {
            refused(e);
        }
    }
}
