package dev.plimsoll.sandbox.connect;

import dev.plimsoll.sandbox.config.SandboxConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What looking up a key costs: much the first time, little while the result is cached. Who comes while a lookup is under
 * way waits for its end. For one thread.
 */
final class KeyCache {
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Lookup> lookups = new HashMap<>();

    private record Lookup(Instant known, Instant forgotten) {}

    /** Looks a key up, whether it exists or not, and tells how long that takes. */
    Duration lookUp(String key, SandboxConfig config, Instant now) {
        Lookup cached = lookups.get(key);
        if (cached != null && cached.forgotten.isAfter(now)) {
            return cached.known.isAfter(now) ? Duration.between(now, cached.known) : config.warmKey();
        }
        if (lookups.size() >= MOST_KEYS) {
            lookups.values().removeIf(lookup -> !lookup.forgotten.isAfter(now));
        }
        if (lookups.size() < MOST_KEYS) {
            Instant known = now.plus(config.coldKey());
            lookups.put(key, new Lookup(known, known.plus(config.keyCacheTtl())));
        }
        return config.coldKey();
    }
}
