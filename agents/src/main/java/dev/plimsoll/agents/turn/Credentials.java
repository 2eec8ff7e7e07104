package dev.plimsoll.agents.turn;

import dev.plimsoll.signalling.ice.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/**
 * Hands out TURN credentials and mints new ones in time: what is cached serves until its margin begins, callers who come
 * together share one mint, and while minting fails the old credential serves to its true end. Safe for use by several
 * threads.
 */
public final class Credentials {
    private static final String ALL = "plimsoll";
    private static final int TRIES = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    /** How soon a caller who got an old credential shall ask again. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final CredentialSource source;
    private final CredentialTerms terms;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Later later;
    private final Map<String, Lease> cache = new HashMap<>();
    private final Map<String, CompletableFuture<Lease>> minting = new HashMap<>();
    private int forgotten;

    /** Carries out work after a while. */
    public interface Later {
        void after(Duration delay, Runnable work);
    }

    public Credentials(
            CredentialSource source, CredentialTerms terms, InstantSource clock, RandomGenerator random, Later later) {
        this.source = source;
        this.terms = terms;
        this.clock = clock;
        this.random = random;
        this.later = later;
    }

    /** A credential for a peer; fails with {@link MintRefused} if there is none that still lives. */
    public CompletableFuture<Lease> lease(String peerId) {
        String user = terms.shared() ? ALL : peerId;
        CompletableFuture<Lease> mine = new CompletableFuture<>();
        synchronized (this) {
            Lease cached = cache.get(user);
            if (cached != null && clock.instant().isBefore(cached.refreshAt().orElseThrow())) {
                return CompletableFuture.completedFuture(cached);
            }
            CompletableFuture<Lease> underWay = minting.putIfAbsent(user, mine);
            if (underWay != null) {
                return underWay.copy();
            }
        }
        mint(user, 1, mine);
        return mine.copy();
    }

    /** What was handed out or asked for is over, whatever its time: whoever waits or asks next gets a new one. */
    public synchronized void forget() {
        cache.clear();
        forgotten++;
    }

    private synchronized int timesForgotten() {
        return forgotten;
    }

    private void mint(String user, int attempt, CompletableFuture<Lease> result) {
        Instant requestedAt = clock.instant();
        int asOf = timesForgotten();
        source.mint(user, terms.ttl()).whenComplete((servers, error) -> {
            if (error == null) {
                kept(user, requestedAt, asOf, servers).ifPresentOrElse(result::complete, () -> mint(user, 1, result));
            } else {
                refused(user, attempt, refusal(error), result);
            }
        });
    }

    /** Empty if all was forgotten since it was asked for. */
    private synchronized Optional<Lease> kept(String user, Instant requestedAt, int asOf, List<IceServer> servers) {
        if (asOf != forgotten) {
            return Optional.empty();
        }
        Lease lease = new Lease(
                servers,
                Optional.of(terms.staleAt(requestedAt, random.nextDouble())),
                Optional.of(terms.expiresAt(requestedAt)));
        cache.values().removeIf(this::isOver);
        cache.put(user, lease);
        minting.remove(user);
        return Optional.of(lease);
    }

    private boolean isOver(Lease lease) {
        return !clock.instant().isBefore(lease.expiresAt().orElseThrow());
    }

    private void refused(String user, int attempt, MintRefused refusal, CompletableFuture<Lease> result) {
        if (refusal.isWorthAnotherTry() && attempt < TRIES) {
            later.after(backoff(attempt, refusal), () -> mint(user, attempt + 1, result));
            return;
        }
        Optional<Lease> old;
        synchronized (this) {
            minting.remove(user);
            old = Optional.ofNullable(cache.get(user)).filter(lease -> !isOver(lease));
        }
        old.ifPresentOrElse(lease -> result.complete(onceMore(lease)), () -> result.completeExceptionally(refusal));
    }

    private Lease onceMore(Lease old) {
        return new Lease(old.servers(), Optional.of(clock.instant().plus(ASK_AGAIN)), old.expiresAt());
    }

    /** Full jitter; the service's own wish is the least. */
    private Duration backoff(int attempt, MintRefused refusal) {
        long nominal = Math.min(FIRST_BACKOFF.toNanos() << attempt, LONGEST_BACKOFF.toNanos());
        Duration chance;
        synchronized (this) {
            chance = Duration.ofNanos((long) (nominal * random.nextDouble()));
        }
        Duration wish = refusal.retryAfter().orElse(Duration.ZERO);
        return wish.compareTo(chance) > 0 ? wish : chance;
    }

    private static MintRefused refusal(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof MintRefused refused
                ? refused
                : new MintRefused(String.valueOf(cause.getMessage()), false, Optional.empty());
    }
}
