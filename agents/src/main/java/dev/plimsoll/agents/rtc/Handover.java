package dev.plimsoll.agents.rtc;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the library's thread to the owner's. Nothing that is handed over throws on the library's thread, where it
 * would end the process, and nothing is carried out after the end.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Executor owner;
    private final Consumer<Throwable> onFailure;
    private boolean closed;

    /** @param onFailure hears on the owner's thread of work that threw */
    Handover(Executor owner, Consumer<Throwable> onFailure) {
        this.owner = owner;
        this.onFailure = onFailure;
    }

    /** For any thread. */
    void give(Runnable work) {
        give(work, () -> {});
    }

    /** @param otherwise done instead of the work after the end, on the owner's thread */
    void give(Runnable work, Runnable otherwise) {
        try {
            owner.execute(() -> {
                try {
                    (closed ? otherwise : work).run();
                } catch (RuntimeException | Error e) {
                    onFailure.accept(e);
                }
            });
        } catch (RuntimeException | Error e) {
            LOG.debug("a callback came after the end: {}", e.getMessage());
        }
    }

    /** For the owner's thread. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
