package dev.plimsoll.agents.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long TURN credentials are asked for and when they are renewed.
 *
 * @param ttl asked for: 1 s to 48 h, as Cloudflare documents it (realtime/turn/faq)
 * @param margin before the end in which a credential is not handed out any more; of a short life no more than half
 * @param jitter share of the life, 0 to 1, by which chance renews earlier, so that peers do not all mint at once
 * @param shared whether all peers use one credential; otherwise each has its own, as Cloudflare advises
 */
public record CredentialTerms(Duration ttl, Duration margin, double jitter, boolean shared) {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofDays(2);
    public static final Duration USUAL_MARGIN = Duration.ofSeconds(60);
    public static final double USUAL_JITTER = 0.1;

    public CredentialTerms {
        Objects.requireNonNull(margin, "margin");
        if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a TTL of " + ttl.toSeconds() + " s; it must be 1 to 172800 s");
        }
        if (margin.isNegative() || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("margin " + margin + ", jitter " + jitter);
        }
    }

    public static CredentialTerms of(Duration ttl, boolean shared) {
        return new CredentialTerms(ttl, USUAL_MARGIN, USUAL_JITTER, shared);
    }

    /** When a credential ends that was asked for at this time: it may have been made a little later, not earlier. */
    public Instant expiresAt(Instant requestedAt) {
        return requestedAt.plus(ttl);
    }

    /**
     * From when on a credential is not handed out any more, but a new one asked for.
     *
     * @param chance 0 (inclusive) to 1 (exclusive)
     */
    public Instant staleAt(Instant requestedAt, double chance) {
        Duration half = ttl.dividedBy(2);
        Duration good = ttl.minus(margin.compareTo(half) < 0 ? margin : half);
        return requestedAt.plus(good).minusNanos((long) (good.toNanos() * jitter * chance));
    }
}
