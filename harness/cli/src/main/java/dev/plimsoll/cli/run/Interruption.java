package dev.plimsoll.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whether a person wants the run to end early. Safe for use by several threads; once raised it stays. */
final class Interruption {
    private static final Duration POLL = Duration.ofMillis(50);

    private final CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** @throws InterruptedException if it is raised before the time is over */
    void pause(Duration duration) throws InterruptedException {
        if (raised.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the run was interrupted");
        }
    }

    /** Returns once the condition holds, patience is over, or it is raised. */
    void awaitThat(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            if (raised.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Returns once the condition holds or patience is over, raised or not: for what has been told to stop. */
    static void awaitEnd(BooleanSupplier condition, Duration patience) throws InterruptedException {
        new Interruption().awaitThat(condition, patience);
    }
}
