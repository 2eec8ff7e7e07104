package dev.plimsoll.agents.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what the objects of one peer's getStats said last. An object that appears has no change yet. For one thread. */
public final class Changes {
    /** A peer has a few streams; more are those of a far end that makes them up. */
    static final int MOST_OBJECTS = 64;

    private final Map<String, Reading> last = new HashMap<>();

    private record Reading(long atMicros, Numbers numbers) {}

    /** Empty for the first reading of an object, and for one that was not measured anew. */
    public Optional<Change> since(String id, long atMicros, Numbers numbers) {
        Reading before = last.get(id);
        if (before == null && last.size() == MOST_OBJECTS) {
            return Optional.empty();
        }
        if (before != null && atMicros <= before.atMicros) {
            return Optional.empty();
        }
        last.put(id, new Reading(atMicros, numbers));
        return Optional.ofNullable(before)
                .map(earlier -> new Change((atMicros - earlier.atMicros) / 1e3, numbers.since(earlier.numbers)));
    }
}
