package dev.plimsoll.cli;

import dev.plimsoll.cli.run.Run;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that is interrupted (Ctrl-C, SIGTERM) end in order: the JVM stays until the report is written, for a bounded
 * time. The exit code is then the JVM's own, 128 plus the signal: 130 for Ctrl-C.
 */
final class OnSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 45;

    private final CountDownLatch finished = new CountDownLatch(1);
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
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work; it has just been told that the run is finished.
            return;
        }
    }
}
