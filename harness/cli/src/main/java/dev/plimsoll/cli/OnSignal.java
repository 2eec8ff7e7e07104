package dev.plimsoll.cli;

import dev.plimsoll.cli.run.Run;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that is interrupted (Ctrl-C, SIGTERM) end in order: the JVM stays until the report is written, for a bounded
 * time. The exit code is then the JVM's own, 128 plus the signal: 130 for Ctrl-C.
 */
final class OnSignal {
    private static final long PATIENCE_SECONDS = 45;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private OnSignal(Run run) {
        this.hook = new Thread(
                () -> {
                    run.interrupt();
                    awaitFinished();
                },
                "plimsoll-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static OnSignal interrupt(Run run) {
        return new OnSignal(run);
    }

    private void awaitFinished() {
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over and its report written: a signal has nothing to wait for any more. */
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
