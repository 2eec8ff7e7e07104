package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnLogin;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * How many allocations a server grants at once, whatever sets the bound: the user's quota (486), the total quota (486), the
 * reserved bandwidth (486) or the relay's ports (508). For one thread.
 */
public final class AllocationBoundary {
    private static final TurnRequest.Allocate PLAIN = TurnRequest.Allocate.plain();

    private final Supplier<TurnClient> clients;
    private final IntFunction<TurnCredential> credentials;
    private final Timing timing;

    /**
     * @param clients makes clients, each on a 5-tuple of its own
     * @param credentials the credential for the Allocate of this number, which counts from 1
     */
    public AllocationBoundary(Supplier<TurnClient> clients, IntFunction<TurnCredential> credentials, Timing timing) {
        this.clients = clients;
        this.credentials = credentials;
        this.timing = timing;
    }

    /** Allocates this many times, one after another, whatever comes of it, and holds what was granted. */
    public Allocations inSequence(int attempts) {
        Allocations allocations = new Allocations();
        for (int number = 1; number <= attempts; number++) {
            attempt(allocations, number);
        }
        return allocations;
    }

    /** Allocates until the first that is not granted, or until the most; for a bound that nobody states. */
    public Allocations untilRefused(int most) {
        Allocations allocations = new Allocations();
        int number = 1;
        while (number <= most && attempt(allocations, number).isGranted()) {
            number++;
        }
        return allocations;
    }

    /** Sends this many Allocates at once, challenged before, and only then reads the answers. */
    public Allocations atOnce(int attempts) {
        List<Burst> burst = new ArrayList<>();
        for (int number = 1; number <= attempts; number++) {
            burst.add(challenged(number));
        }
        List<Supplier<TurnAnswer>> coming = burst.stream().map(Burst::send).toList();
        Allocations allocations = new Allocations();
        for (int i = 0; i < attempts; i++) {
            allocations.add(
                    burst.get(i).client(),
                    burst.get(i).credential(),
                    coming.get(i).get());
        }
        return allocations;
    }

    /** A client that knows the realm and nonce, or the answer that shows why it does not. */
    private record Burst(TurnClient client, TurnCredential credential, TurnAnswer challenge) {
        Supplier<TurnAnswer> send() {
            return client.challenge()
                    .map(known -> client.begin(PLAIN, Optional.of(new TurnLogin(credential, known))))
                    .orElse(() -> challenge);
        }
    }

    private Burst challenged(int number) {
        TurnClient client = clients.get();
        return new Burst(client, credentials.apply(number), client.ask(PLAIN, Optional.empty()));
    }

    private TurnAnswer attempt(Allocations allocations, int number) {
        TurnClient client = clients.get();
        TurnCredential credential = credentials.apply(number);
        return allocations.add(client, credential, client.allocate(credential, PLAIN));
    }

    /**
     * What happens when one of the allocations ends.
     *
     * @param released the answer to its end
     * @param after from that answer until a new Allocate was granted; empty if none was in time
     * @param last the answer to the last Allocate that was tried
     */
    public record Recovery(TurnAnswer released, Optional<Duration> after, TurnAnswer last) {}

    /**
     * Ends one allocation, and allocates again and again until that is granted; then it is held with the others.
     *
     * @param number of the credential to allocate with
     * @param within how long to try
     * @param every the time from one try to the next
     */
    public Recovery recovery(Allocations allocations, int number, Duration within, Duration every)
            throws InterruptedException {
        TurnAnswer released = allocations.release();
        long begun = timing.now();
        TurnAnswer last = attempt(allocations, number);
        for (int tries = 1; !last.isGranted() && timing.since(begun).compareTo(within) < 0; tries++) {
            timing.until(begun, every.multipliedBy(tries));
            last = attempt(allocations, number);
        }
        Optional<Duration> after = last.isGranted() ? Optional.of(timing.since(begun)) : Optional.empty();
        return new Recovery(released, after, last);
    }
}
