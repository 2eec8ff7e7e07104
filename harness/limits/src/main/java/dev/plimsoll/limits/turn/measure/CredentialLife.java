package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long a credential is good: for new allocations, and for one that was made while it was. The two differ: a server may
 * end what runs on a credential with it (Cloudflare says so), or let it run on (coturn does). For one thread.
 */
public final class CredentialLife {
    private static final TurnRequest.Allocate PLAIN = TurnRequest.Allocate.plain();
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Supplier<TurnClient> clients;
    private final Timing timing;

    /**
     * @param clients makes clients, each on a 5-tuple of its own
     */
    public CredentialLife(Supplier<TurnClient> clients, Timing timing) {
        this.clients = clients;
        this.timing = timing;
    }

    /**
     * When to look. All times run from the credential's issue.
     *
     * @param issued when the credential was asked for, by the clock of the timing
     * @param from when to begin with new allocations; shortly before the end that is expected
     * @param until when to end with everything
     * @param every from one look to the next, which is the precision of what is found
     */
    public record Schedule(long issued, Duration from, Duration until, Duration every) {}

    /**
     * What was seen.
     *
     * @param kept the answer to the allocation that is made at once and kept
     * @param lastGranted age of the credential when a new allocation was granted for the last time
     * @param firstRefused age of the credential when one was not, for the first time
     * @param refusal the answer to that
     * @param cut age of the credential when the kept allocation could not be refreshed any more; empty if it could to the end
     * @param cutBy the answer to that refresh
     */
    public record Seen(
            TurnAnswer kept,
            Optional<Duration> lastGranted,
            Optional<Duration> firstRefused,
            Optional<TurnAnswer> refusal,
            Optional<Duration> cut,
            Optional<TurnAnswer> cutBy) {}

    /** Looks as scheduled; ends early when new allocations are refused and the kept one is gone. */
    public Seen observe(TurnCredential credential, Schedule schedule) throws InterruptedException {
        try (TurnClient keeper = clients.get()) {
            Observation seen = new Observation(keeper.allocate(credential, PLAIN));
            Duration next = schedule.from();
            while (!seen.isOver() && next.compareTo(schedule.until()) <= 0) {
                timing.until(schedule.issued(), next);
                look(credential, schedule.issued(), keeper, seen);
                next = max(next, timing.since(schedule.issued())).plus(schedule.every());
            }
            if (seen.cut.isEmpty()) {
                keeper.delete(credential);
            }
            return seen.result();
        }
    }

    private void look(TurnCredential credential, long issued, TurnClient keeper, Observation seen) {
        if (seen.refusal.isEmpty()) {
            Duration age = timing.since(issued);
            seen.allocated(age, allocateBriefly(credential));
        }
        if (seen.kept.isGranted() && seen.cut.isEmpty()) {
            Duration age = timing.since(issued);
            seen.refreshed(age, keeper.refresh(credential, LIFETIME));
        }
    }

    private TurnAnswer allocateBriefly(TurnCredential credential) {
        try (TurnClient client = clients.get()) {
            TurnAnswer answer = client.allocate(credential, PLAIN);
            if (answer.isGranted()) {
                client.delete(credential);
            }
            return answer;
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What was seen so far. */
    private static final class Observation {
        private final TurnAnswer kept;
        private Optional<Duration> lastGranted = Optional.empty();
        private Optional<Duration> firstRefused = Optional.empty();
        private Optional<TurnAnswer> refusal = Optional.empty();
        private Optional<Duration> cut = Optional.empty();
        private Optional<TurnAnswer> cutBy = Optional.empty();

        Observation(TurnAnswer kept) {
            this.kept = kept;
        }

        void allocated(Duration age, TurnAnswer answer) {
            if (answer.isGranted()) {
                lastGranted = Optional.of(age);
            } else {
                firstRefused = Optional.of(age);
                refusal = Optional.of(answer);
            }
        }

        void refreshed(Duration age, TurnAnswer answer) {
            if (!answer.isGranted()) {
                cut = Optional.of(age);
                cutBy = Optional.of(answer);
            }
        }

        boolean isOver() {
            return refusal.isPresent() && (cut.isPresent() || !kept.isGranted());
        }

        Seen result() {
            return new Seen(kept, lastGranted, firstRefused, refusal, cut, cutBy);
        }
    }
}
