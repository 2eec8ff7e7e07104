package dev.plimsoll.telemetry.upload;

import dev.plimsoll.telemetry.upload.PointStore.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch after the other to a server, each until it is done with. A batch with a line that the server will never
 * take is halved until that line is alone, and the line is set aside; so is the order kept. For one thread; counts and
 * trouble may be read by any.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** Beyond, what is left of a batch is set aside in larger parts: a server that refuses everything is not asked for each line. */
    private static final int MOST_SINGLED_OUT = 64;

    private final PointStore store;
    private final RejectedLines rejectedLines;
    private final Retries retries;
    private final LongAdder uploaded = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private int singledOut;
    private volatile String away = "";
    private volatile String refusal = "";

    Delivery(PointStore store, RejectedLines rejectedLines, Retries retries) {
        this.store = store;
        this.rejectedLines = rejectedLines;
        this.retries = retries;
    }

    long uploaded() {
        return uploaded.sum();
    }

    long rejected() {
        return rejected.sum();
    }

    /** Why the server takes nothing now; empty if it does. */
    String away() {
        return away;
    }

    /** The server's last word about lines that it will never take; empty if there are none. */
    String refusal() {
        return refusal;
    }

    /**
     * Returns when every line was taken or set aside.
     *
     * @throws InterruptedException if the thread was interrupted, or the retries gave up; part of the batch may have
     *     arrived
     */
    void deliver(Batch batch) throws InterruptedException {
        singledOut = 0;
        part(batch);
    }

    private void part(Batch batch) throws InterruptedException {
        Answer answer = answer(batch);
        if (answer instanceof Answer.Taken) {
            uploaded.add(batch.size());
        } else if (answer instanceof Answer.TooLarge large) {
            halve(batch, large.reason(), false);
        } else if (answer instanceof Answer.BadLines bad) {
            halve(batch, bad.reason(), singledOut >= MOST_SINGLED_OUT);
        }
    }

    private void halve(Batch batch, String reason, boolean whole) throws InterruptedException {
        List<String> lines = batch.lines();
        if (lines.size() <= 1 || whole) {
            setAside(lines, reason);
            return;
        }
        part(Batch.of(lines.subList(0, lines.size() / 2)));
        part(Batch.of(lines.subList(lines.size() / 2, lines.size())));
    }

    private Answer answer(Batch batch) throws InterruptedException {
        while (true) {
            Answer answer = store.write(batch);
            if (!(answer instanceof Answer.NotNow later)) {
                retries.answered();
                away = "";
                return answer;
            }
            if (!later.reason().equals(away)) {
                LOG.warn("{} takes no points: {}", store.name(), later.reason());
            }
            away = later.reason();
            retries.pause(later.after());
        }
    }

    private void setAside(List<String> lines, String reason) {
        singledOut++;
        rejected.add(lines.size());
        refusal = reason;
        try {
            rejectedLines.add(lines, reason);
        } catch (IOException e) {
            LOG.error("rejected lines could not be set aside; they are in the spool", e);
        }
    }
}
