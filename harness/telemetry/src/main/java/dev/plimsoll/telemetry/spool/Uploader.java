package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches that are safe on disk, in order, from one thread. It holds only where each batch lies, so a server may be
 * away for hours. At the end it goes on for a bounded time; what is left stays in the file.
 */
final class Uploader {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final int MAX_WAITING_BATCHES = 1_000_000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

    private final SpoolFile file;
    private final PointStore store;
    private final BlockingQueue<SpoolFile.Batch> waiting = new LinkedBlockingQueue<>(MAX_WAITING_BATCHES);
    private final AtomicLong uploaded = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final Thread thread = new Thread(this::run, "plimsoll-upload");
    private volatile boolean closing;
    private volatile String trouble = "";

    Uploader(SpoolFile file, PointStore store) {
        this.file = file;
        this.store = store;
        thread.setDaemon(true);
        thread.start();
    }

    void offer(SpoolFile.Batch batch) {
        if (!waiting.offer(batch)) {
            trouble = "too many batches wait for upload; the newest stay in the spool file only";
        }
    }

    long uploaded() {
        return uploaded.get();
    }

    long rejected() {
        return rejected.get();
    }

    String trouble() {
        return trouble;
    }

    void close() {
        closing = true;
        try {
            thread.join(CLOSING_PATIENCE.toMillis());
            thread.interrupt();
            thread.join(CLOSING_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                SpoolFile.Batch batch = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    upload(batch);
                }
            }
        } catch (InterruptedException e) {
            LOG.info("upload ended with {} batches waiting", waiting.size() + 1);
        }
    }

    private void upload(SpoolFile.Batch batch) throws InterruptedException {
        Duration pause = FIRST_RETRY;
        while (!attempt(batch)) {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
        }
    }

    /** True if the batch is done with, one way or the other. */
    private boolean attempt(SpoolFile.Batch batch) {
        try {
            store.write(file.read(batch));
            uploaded.addAndGet(batch.points());
            return true;
        } catch (PointStore.Unavailable e) {
            trouble = "InfluxDB did not take points: " + e.getMessage();
            LOG.warn("upload: {}", e.getMessage());
            return false;
        } catch (PointStore.Refused | IOException e) {
            rejected.addAndGet(batch.points());
            trouble = "InfluxDB refused points: " + e.getMessage();
            LOG.error("upload: {}", e.getMessage());
            return true;
        }
    }
}
