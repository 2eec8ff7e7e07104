package dev.plimsoll.signalling.ice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names time-limited TURN credentials, no two alike: a name tells no more than a user and a second, and two of one name would
 * end together. Safe for use by several threads.
 */
public final class CredentialNames {
    private final InstantSource clock;
    private final NavigableMap<Long, Set<String>> usersBySecond = new TreeMap<>();

    public CredentialNames(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A name for {@link TurnCredential#of}.
     *
     * @param expiresAt of those that a user gets for one second, each is named as if it lived a second longer than the one
     *     before
     */
    public synchronized String next(String user, Instant expiresAt) {
        usersBySecond.headMap(clock.instant().getEpochSecond()).clear();
        long second = expiresAt.getEpochSecond();
        while (!usersBySecond.computeIfAbsent(second, s -> new HashSet<>()).add(user)) {
            second++;
        }
        return TurnCredential.username(user, Instant.ofEpochSecond(second));
    }
}
