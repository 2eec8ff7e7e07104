package dev.plimsoll.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run or a search that is interrupted (Ctrl-C, SIGTERM) end in order: the JVM stays until the report is written, for a bounded
 * time. The exit code is then the JVM's own, 128 plus the signal: 130 for Ctrl-C.
 */
final class OnSignal {
    private static final long PATIENCE_SECONDS = 45;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private OnSignal(Runnable interruption) {
        this.hook = new Thread(
                () -> {
                    interruption.run();
                    awaitFinished();
                },
                "plimsoll-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param interruption makes it end, and returns at once */
    static OnSignal interrupt(Runnable interruption) {
        return new OnSignal(interruption);
    }

    private void awaitFinished() {
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It is over and its report written: a signal has nothing to wait for any more. */
    void finished() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work; it has just been told that the run is finished.
            return;
        }
    }
}
