package dev.plimsoll.telemetry.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that uploads while a spool is written. It holds a position, not points, so a server may be away for hours.
 * At the end it goes on for a bounded time; what is left stays in the spool.
 */
public final class Uploader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(2);

    private final Upload upload;
    private final PointStore store;
    private final Duration closingPatience;
    private final Thread thread = new Thread(this::run, "plimsoll-upload");
    private volatile boolean closing;
    private volatile String failure = "";

    /**
     * Starts at once.
     *
     * @param closingPatience how long {@link #close} waits for the rest
     */
    public Uploader(Upload upload, PointStore store, Duration closingPatience) {
        this.upload = upload;
        this.store = store;
        this.closingPatience = closingPatience;
        thread.setDaemon(true);
        thread.start();
    }

    public long uploaded() {
        return upload.uploaded();
    }

    public long rejected() {
        return upload.rejected();
    }

    /** What went wrong last; empty if nothing did. */
    public String trouble() {
        if (!failure.isEmpty()) {
            return failure;
        }
        if (!upload.away().isEmpty()) {
            return store.name() + " takes no points: " + upload.away();
        }
        return upload.refusal().isEmpty()
                ? ""
                : store.name() + " refused " + upload.rejected() + " points, which are in rejected.lp: "
                        + upload.refusal();
    }

    /** The spool must be closed before: its last block is the last that is sent. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(closingPatience.toMillis());
            thread.interrupt();
            store.close();
            thread.join(INTERRUPTED_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (upload) {
            while (true) {
                boolean wasClosing = closing;
                if (!upload.step()) {
                    if (wasClosing) {
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.info("the upload ended before the spool did");
        } catch (IOException | RuntimeException e) {
            failure = "the upload ended: the spool cannot be read: " + e.getMessage();
            LOG.error("the upload ended", e);
        }
    }
}
