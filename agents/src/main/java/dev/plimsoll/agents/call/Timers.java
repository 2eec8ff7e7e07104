package dev.plimsoll.agents.call;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Work for later on the owner's thread. */
interface Timers {
    Timer after(long delay, TimeUnit unit, Runnable work);

    /** Something that was scheduled. */
    interface Timer {
        void cancel();
    }

    /** @param onFailure hears of work that threw: a timer must not vanish with what it was to do */
    static Timers of(ScheduledExecutorService owner, Consumer<Throwable> onFailure) {
        return (delay, unit, work) -> {
            ScheduledFuture<?> future = owner.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException | Error e) {
                            onFailure.accept(e);
                        }
                    },
                    delay,
                    unit);
            return () -> future.cancel(false);
        };
    }
}
