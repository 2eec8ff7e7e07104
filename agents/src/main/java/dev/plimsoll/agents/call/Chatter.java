package dev.plimsoll.agents.call;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Sends the caller's messages by their schedule, whatever became of earlier ones. For the owner's thread. */
final class Chatter {
    private final Timers timers;
    private final Echo echo;
    private final Predicate<byte[]> send;
    private final double perSecond;
    private Optional<Timers.Timer> next = Optional.empty();

    /** @param perSecond 0 for none */
    Chatter(Timers timers, Echo echo, Predicate<byte[]> send, double perSecond) {
        this.timers = timers;
        this.echo = echo;
        this.send = send;
        this.perSecond = perSecond;
    }

    void start() {
        if (perSecond > 0) {
            schedule(System.nanoTime(), (long) (1e9 / perSecond));
        }
    }

    private void schedule(long intended, long interval) {
        long delay = Math.max(0, intended - System.nanoTime());
        next = Optional.of(timers.after(delay, TimeUnit.NANOSECONDS, () -> {
            schedule(intended + interval, interval);
            if (send.test(echo.message(intended))) {
                echo.sent();
            }
        }));
    }

    void stop() {
        next.ifPresent(Timers.Timer::cancel);
        next = Optional.empty();
    }

    /** Whether every message came back. */
    boolean isQuiet() {
        return echo.echoedCount() >= echo.sentCount();
    }
}
