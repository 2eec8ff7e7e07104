package dev.plimsoll.agents.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Brings a path back that failed: climbs the {@link RestartLadder} until the path is up, a partner's own restart included,
 * or every attempt is spent. Where the library stays silent, it has times of its own. For the owner's thread.
 */
final class Recovery {
    /** How long an answer to a restart may take, as @metered-ca/realtime 1.2.0 waits for it. */
    static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);
    /** How long a restart that was answered may take to be a path again; libwebrtc itself says FAILED after 15 s. */
    static final Duration PATH_PATIENCE = Duration.ofSeconds(20);
    /** How long a path may be disconnected before it counts as failed; libwebrtc says so after 10 s, mostly. */
    static final Duration DISCONNECTED_PATIENCE = Duration.ofSeconds(20);

    private final Timers timers;
    private final LongSupplier nanoClock;
    private final Actions actions;
    private final RestartLadder ladder = new RestartLadder();
    private Optional<Timers.Timer> timer = Optional.empty();
    private boolean recovering;
    private Pending pending = Pending.NOTHING;
    private boolean connected;
    private long failedNanos;

    /** What comes next of the ladder. */
    private enum Pending {
        /** Nothing, or patience with the attempt that is under way. */
        NOTHING,
        ATTEMPT,
        /** Nothing can come of the attempt before, its answer included. */
        ATTEMPT_AFTER_ONE_IN_VAIN,
        /** No rung is left. */
        SPENT
    }

    /** What recovery does. */
    interface Actions {
        /** The path failed; a ladder begins. */
        void pathFailed();

        /** Offer an ICE restart. */
        void restart(int attempt);

        /** @param nanos since the path failed */
        void recovered(long nanos, int attempts);

        /** Every attempt is spent. */
        void exhausted();
    }

    Recovery(Timers timers, LongSupplier nanoClock, Actions actions) {
        this.timers = timers;
        this.nanoClock = nanoClock;
        this.actions = actions;
    }

    void connected() {
        connected = true;
        cancel();
        if (recovering) {
            recovering = false;
            actions.recovered(nanoClock.getAsLong() - failedNanos, ladder.attempts());
        }
        ladder.reset();
    }

    /** The path does not carry anything, but may heal by itself. */
    void disconnected() {
        connected = false;
        if (!recovering) {
            after(DISCONNECTED_PATIENCE, this::failed);
        }
    }

    /** The path failed, by the library's word. */
    void failed() {
        connected = false;
        if (!recovering) {
            recovering = true;
            failedNanos = nanoClock.getAsLong();
            actions.pathFailed();
            climb(Pending.ATTEMPT);
        } else {
            inVain();
        }
    }

    /** A restart found no candidate: nothing comes of it, and the library would not say so for long. */
    void inVain() {
        if (recovering && pending == Pending.NOTHING) {
            climb(Pending.ATTEMPT_AFTER_ONE_IN_VAIN);
        }
    }

    /**
     * A description of the partner is in place: an answer, or a restart of its own. The answer to a restart that was in
     * vain holds nothing up.
     */
    void described() {
        if (recovering && (pending == Pending.NOTHING || pending == Pending.ATTEMPT)) {
            after(PATH_PATIENCE, () -> climb(Pending.ATTEMPT));
        }
    }

    boolean isRecovering() {
        return recovering;
    }

    void close() {
        cancel();
    }

    private void climb(Pending next) {
        Optional<Duration> delay = ladder.next();
        if (delay.isEmpty()) {
            cancel();
            pending = Pending.SPENT;
            actions.exhausted();
            return;
        }
        after(delay.get(), this::attempt);
        pending = next;
    }

    private void attempt() {
        if (!connected) {
            after(ANSWER_PATIENCE, () -> climb(Pending.ATTEMPT));
            actions.restart(ladder.attempts());
        }
    }

    private void after(Duration delay, Runnable work) {
        cancel();
        timer = Optional.of(timers.after(delay.toNanos(), TimeUnit.NANOSECONDS, work));
    }

    private void cancel() {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
        pending = Pending.NOTHING;
    }
}
