package dev.plimsoll.sandbox.connect;

import dev.plimsoll.sandbox.config.SandboxConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What looking up a key costs: much the first time, little while the result is cached. For one thread. */
final class KeyCache {
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Instant> cachedUntil = new HashMap<>();

    /** Looks a key up, whether it exists or not, and tells how long that takes. */
    Duration lookUp(String key, SandboxConfig config, Instant now) {
        Instant until = cachedUntil.get(key);
        if (until != null && until.isAfter(now)) {
            return config.warmKey();
        }
        if (cachedUntil.size() >= MOST_KEYS) {
            cachedUntil.values().removeIf(end -> !end.isAfter(now));
        }
        if (cachedUntil.size() < MOST_KEYS) {
            cachedUntil.put(key, now.plus(config.coldKey()).plus(config.keyCacheTtl()));
        }
        return config.coldKey();
    }
}
