package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.stats.Member;
import dev.plimsoll.agents.stats.PeerStats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Renews TURN credentials in mid-call: asks for new ones when the lease says so, has them put in place, and watches until
 * traffic goes over a path of theirs, which takes an ICE restart. For the owner's thread.
 */
final class Renewal {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Where the end of a lease is not known. */
    private static final Duration LONGEST_MOVE = Duration.ofSeconds(60);

    private final Timers timers;
    private final Supplier<CompletableFuture<IceLease>> desk;
    private final Actions actions;
    private Optional<Timers.Timer> timer = Optional.empty();
    private boolean closed;

    /** What renewal does to the call. */
    interface Actions {
        /** Put these servers in place and restart ICE; false if the library refuses them. */
        boolean use(IceLease lease);

        void stats(Consumer<PeerStats> then);

        void incident(Incident what, String detail, long tookNanos);
    }

    Renewal(Timers timers, Supplier<CompletableFuture<IceLease>> desk, Actions actions) {
        this.timers = timers;
        this.desk = desk;
        this.actions = actions;
    }

    /** From now on this lease is in use. */
    void watch(IceLease lease) {
        if (lease.refreshInMs() >= 0) {
            after(Duration.ofMillis(lease.refreshInMs()), () -> ask(expiry(lease)));
        }
    }

    /** Does not wait for the lease's time. */
    void now() {
        after(Duration.ZERO, () -> ask(System.nanoTime() + LONGEST_MOVE.toNanos()));
    }

    private static long expiry(IceLease lease) {
        long left = lease.expiresInMs() < 0 ? LONGEST_MOVE.toMillis() : lease.expiresInMs() - lease.refreshInMs();
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, left));
    }

    private void ask(long expiresNanos) {
        desk.get().whenComplete((lease, error) -> {
            if (closed) {
                return;
            }
            if (error != null) {
                actions.incident(Incident.CREDENTIALS_REFUSED, String.valueOf(error.getMessage()), 0);
                after(RETRY, () -> ask(expiresNanos));
            } else {
                actions.stats(before -> renewed(lease, changes(before), expiresNanos));
            }
        });
    }

    private void renewed(IceLease lease, double changesBefore, long expiresNanos) {
        long began = System.nanoTime();
        if (!actions.use(lease)) {
            after(RETRY, () -> ask(expiresNanos));
            return;
        }
        actions.incident(Incident.CREDENTIALS_RENEWED, "", 0);
        lookForMove(new Move(lease, changesBefore, began, expiresNanos));
    }

    /** From an old path to a new one. */
    private record Move(IceLease lease, double changesBefore, long beganNanos, long expiresNanos) {}

    private void lookForMove(Move move) {
        after(
                LOOK,
                () -> actions.stats(now -> {
                    if (closed) {
                        return;
                    }
                    long took = System.nanoTime() - move.beganNanos();
                    if (changes(now) > move.changesBefore()) {
                        actions.incident(Incident.CREDENTIALS_IN_USE, "", took);
                        watch(later(move.lease(), took));
                    } else if (System.nanoTime() - move.expiresNanos() < 0) {
                        lookForMove(move);
                    } else {
                        actions.incident(
                                Incident.CREDENTIALS_REFUSED,
                                "no path of the new credentials before the old ended",
                                took);
                        watch(later(move.lease(), took));
                    }
                }));
    }

    /** The lease as it stands some time after its receipt. */
    private static IceLease later(IceLease lease, long nanos) {
        long ms = TimeUnit.NANOSECONDS.toMillis(nanos);
        return lease.refreshInMs() < 0
                ? lease
                : new IceLease(lease.servers(), Math.max(0, lease.refreshInMs() - ms), lease.expiresInMs() - ms);
    }

    private static double changes(PeerStats stats) {
        return stats.selected()
                .map(pair -> pair.numbers().orZero(Member.SELECTED_CANDIDATE_PAIR_CHANGES))
                .orElse(0.0);
    }

    private void after(Duration delay, Runnable work) {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.of(timers.after(delay.toMillis(), TimeUnit.MILLISECONDS, work));
    }

    void close() {
        closed = true;
        timer.ifPresent(Timers.Timer::cancel);
    }
}
