package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.AddressFamily;
import dev.plimsoll.limits.turn.Challenge;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnLogin;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.limits.turn.stun.ChannelData;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Requests that stretch or break a rule of an allocation, each on a client and an allocation of its own, which are ended
 * again. For one thread.
 */
public final class AllocationRules {
    private static final TurnRequest.Allocate PLAIN = TurnRequest.Allocate.plain();
    /** Than its nonce an allocation must live. */
    private static final Duration LONGER = Duration.ofMinutes(2);

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Supplier<TurnClient> clients;
    private final TurnCredential credential;

    /**
     * @param clients makes clients, each on a 5-tuple of its own
     * @param credential one that is good for all of it
     */
    public AllocationRules(Supplier<TurnClient> clients, TurnCredential credential) {
        this.clients = clients;
        this.credential = credential;
    }

    /** A second Allocate on a 5-tuple that has an allocation: 437 (RFC 8656 section 7.2). */
    public Sequel secondAllocate() {
        return afterAllocate(client -> client.allocate(credential, PLAIN));
    }

    /** A request about an allocation that was never made: 437 (RFC 8656 section 8). */
    public TurnAnswer refreshOfNothing() {
        try (TurnClient client = clients.get()) {
            return client.refresh(credential, LIFETIME);
        }
    }

    /** A Refresh with another good credential than that of the Allocate: 441 (RFC 8656 section 5). */
    public Sequel refreshAs(TurnCredential other) {
        return afterAllocate(client -> client.refresh(other, LIFETIME));
    }

    /** A CreatePermission with another good credential: 441. */
    public Sequel permissionAs(TurnCredential other, InetSocketAddress peer) {
        return afterAllocate(client -> client.createPermission(other, peer));
    }

    /**
     * @param sequel the refusal of the stale nonce
     * @param renewed the answer to the same request with the nonce that came with the refusal
     */
    public record StaleNonce(Sequel sequel, Optional<TurnAnswer> renewed) {}

    /** A Refresh with a nonce that the server never gave: 438, with a nonce that is good (RFC 8489 section 9.2.4). */
    public StaleNonce foreignNonce() {
        try (TurnClient client = clients.get()) {
            TurnAnswer first = client.allocate(credential, PLAIN);
            return refresh(client, first, client.challenge().map(known -> known.withNonce("0123456789abcdef")));
        }
    }

    /** A Refresh with the nonce of the Allocate after a wait: 438, once the nonce is older than the server allows. */
    public StaleNonce agedNonce(Duration age, Timing timing) throws InterruptedException {
        try (TurnClient client = clients.get()) {
            TurnAnswer first = client.allocate(credential, TurnRequest.Allocate.lasting(age.plus(LONGER)));
            timing.pause().last(age);
            return refresh(client, first, client.challenge());
        }
    }

    private StaleNonce refresh(TurnClient client, TurnAnswer first, Optional<Challenge> stale) {
        Sequel sequel = Sequel.of(client, first, () -> refresh(client, stale));
        Optional<TurnAnswer> renewed = sequel.then().map(refused -> refresh(client, client.challenge()));
        if (first.isGranted()) {
            client.delete(credential);
        }
        return new StaleNonce(sequel, renewed);
    }

    private TurnAnswer refresh(TurnClient client, Optional<Challenge> challenge) {
        return client.ask(
                new TurnRequest.Refresh(Optional.of(LIFETIME)), challenge.map(with -> new TurnLogin(credential, with)));
    }

    /** What is granted where this lifetime is asked for. */
    public TurnAnswer allocateFor(Duration lifetime) {
        return allocate(TurnRequest.Allocate.lasting(lifetime));
    }

    /** What is granted where a relayed address of this family is asked for: another, or 440 (RFC 8656 section 7.2). */
    public TurnAnswer allocate(AddressFamily family) {
        return allocate(TurnRequest.Allocate.of(family));
    }

    private TurnAnswer allocate(TurnRequest.Allocate wanted) {
        try (TurnClient client = clients.get()) {
            TurnAnswer answer = client.allocate(credential, wanted);
            if (answer.isGranted()) {
                client.delete(credential);
            }
            return answer;
        }
    }

    /** A CreatePermission for each of these peers: 403 for those that the server denies (RFC 8656 section 10.2). */
    public List<Sequel> permissions(List<InetSocketAddress> peers) {
        return peers.stream()
                .map(peer -> afterAllocate(client -> client.createPermission(credential, peer)))
                .toList();
    }

    /** A ChannelBind for each of these peers: 403 for those that the server denies (RFC 8656 section 12.2). */
    public List<Sequel> channels(List<InetSocketAddress> peers) {
        return peers.stream()
                .map(peer -> afterAllocate(client -> client.channelBind(credential, ChannelData.LOWEST, peer)))
                .toList();
    }

    private Sequel afterAllocate(Function<TurnClient, TurnAnswer> next) {
        try (TurnClient client = clients.get()) {
            TurnAnswer first = client.allocate(credential, PLAIN);
            Sequel sequel = Sequel.of(client, first, () -> next.apply(client));
            if (first.isGranted()) {
                client.delete(credential);
            }
            return sequel;
        }
    }
}
