package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.signalling.ice.CredentialNames;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes every TURN credential that the sandbox hands out, and ends what runs on it. Usernames are {@code expiry:user}, for
 * that is what coturn can check; the real service's are opaque. One may be named as if it lived some seconds longer than it
 * does: the cutoff knows when it ends. For the server's event loop.
 */
public final class CredentialMint {
    private static final Duration WRONG_BY = Duration.ofHours(1);

    private final Rules rules;
    private final Secret shared;
    private final Cutoff cutoff;
    private final InstantSource clock;
    private final CredentialNames names;

    /**
     * @param shared the secret that coturn knows
     * @param cutoff ends the allocations of credentials whose time is over
     */
    public CredentialMint(Rules rules, Secret shared, Cutoff cutoff, InstantSource clock) {
        this.rules = rules;
        this.shared = shared;
        this.cutoff = cutoff;
        this.clock = clock;
        this.names = new CredentialNames(clock);
    }

    /** Ends what runs on a credential. */
    public interface Cutoff {
        /** At {@code when}, or soon after. */
        void at(Instant when, String username);

        /** Whether this credential was minted and is not long over. */
        boolean knows(String username);
    }

    TurnCredential mint(String user, Duration life) {
        Instant expiry = bent(clock.instant().plus(life));
        TurnCredential credential = TurnCredential.of(shared, names.next(user, expiry));
        cutoff.at(expiry.plus(cutoffDelay()), credential.username());
        return credential;
    }

    /** @return false if no such credential was minted */
    boolean revoke(String username) {
        if (!cutoff.knows(username)) {
            return false;
        }
        if (!rules.has(Fault.TURN_REVOKE_IGNORED)) {
            cutoff.at(clock.instant().plus(cutoffDelay()), username);
        }
        return true;
    }

    private Duration cutoffDelay() {
        return rules.config().turnApi().cutoffDelay();
    }

    private Instant bent(Instant expiry) {
        if (rules.has(Fault.TURN_CREDENTIAL_OUTLIVES_TTL)) {
            return expiry.plus(WRONG_BY);
        }
        return rules.has(Fault.TURN_CREDENTIAL_ENDS_EARLY) ? clock.instant().minus(WRONG_BY) : expiry;
    }
}
