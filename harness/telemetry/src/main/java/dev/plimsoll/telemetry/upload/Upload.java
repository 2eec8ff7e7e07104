package dev.plimsoll.telemetry.upload;

import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.SpoolEntry;
import dev.plimsoll.telemetry.spool.SpoolReader;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a spool to a server, from where a bookmark lies. Nothing is sent before all that lies before it was taken or set
 * aside. For one thread; counts may be read by any.
 */
public final class Upload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int TORN_LINES_AT_ONCE = 5_000;

    private final SpoolReader reader;
    private final Bookmark bookmark;
    private final Delivery delivery;
    private final LongAdder damaged = new LongAdder();

    /**
     * @param spool the spool's folder, within the run's, where rejected lines are set aside
     * @param frontier the spool is read up to there
     * @throws IOException if the bookmark cannot be read
     */
    public static Upload resume(Path spool, Supplier<Position> frontier, PointStore store, Retries retries)
            throws IOException {
        Bookmark bookmark = Bookmark.of(spool, store.name());
        return new Upload(spool, bookmark, bookmark.read(), frontier, store, retries);
    }

    /** The same from the spool's start, whatever was uploaded. */
    public static Upload again(Path spool, Supplier<Position> frontier, PointStore store, Retries retries) {
        Bookmark bookmark = Bookmark.of(spool, store.name());
        return new Upload(spool, bookmark, Position.START, frontier, store, retries);
    }

    private Upload(
            Path spool,
            Bookmark bookmark,
            Position from,
            Supplier<Position> frontier,
            PointStore store,
            Retries retries) {
        this.bookmark = bookmark;
        this.reader = new SpoolReader(spool, from, frontier);
        this.delivery =
                new Delivery(store, new RejectedLines(spool.resolveSibling("rejected.lp"), store.name()), retries);
    }

    /**
     * Brings the next entry to the server.
     *
     * @return false if there is none, or none yet
     * @throws InterruptedException if the thread was interrupted or the retries gave up; the bookmark stays before the
     *     entry
     */
    public boolean step() throws IOException, InterruptedException {
        Optional<SpoolEntry> entry = read();
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.get() instanceof SpoolEntry.Block block) {
            delivery.deliver(new Batch(block.gzip(), block.points()));
        } else if (entry.get() instanceof SpoolEntry.Torn torn) {
            deliver(torn.lines().lines().toList());
        } else if (entry.get() instanceof SpoolEntry.Damaged bad) {
            damaged.increment();
            LOG.error("{}", bad.what());
        }
        commit(entry.get().next());
        return true;
    }

    private Optional<SpoolEntry> read() throws IOException, InterruptedException {
        try {
            return reader.next();
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        }
    }

    /** Files are closed under a thread that is interrupted. */
    private static InterruptedException interruption(ClosedByInterruptException cause) {
        Thread.interrupted();
        InterruptedException interruption = new InterruptedException("the upload was interrupted");
        interruption.initCause(cause);
        return interruption;
    }

    private void deliver(List<String> lines) throws InterruptedException {
        for (int from = 0; from < lines.size(); from += TORN_LINES_AT_ONCE) {
            delivery.deliver(Batch.of(lines.subList(from, Math.min(lines.size(), from + TORN_LINES_AT_ONCE))));
        }
    }

    /** A bookmark that cannot be written costs that these points are sent again, which changes nothing. */
    private void commit(Position position) {
        try {
            bookmark.write(position);
        } catch (IOException e) {
            LOG.warn("the position of the upload could not be written", e);
        }
    }

    /** Points that the server took. */
    public long uploaded() {
        return delivery.uploaded();
    }

    /** Points that it will never take. */
    public long rejected() {
        return delivery.rejected();
    }

    /** Parts of the spool that are not what was written. */
    public long damaged() {
        return damaged.sum();
    }

    /** Why the server takes nothing now; empty if it does. */
    public String away() {
        return delivery.away();
    }

    /** The server's last word about lines that it will never take; empty if there are none. */
    public String refusal() {
        return delivery.refusal();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
