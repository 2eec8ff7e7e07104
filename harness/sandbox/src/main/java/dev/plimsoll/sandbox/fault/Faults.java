package dev.plimsoll.sandbox.fault;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The faults that are switched on now, and what they have spoiled so far. For the server's event loop. */
public final class Faults {
    private final EnumSet<Fault> on = EnumSet.noneOf(Fault.class);
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);

    public Faults(Collection<Fault> initially) {
        on.addAll(initially);
    }

    public boolean has(Fault fault) {
        return on.contains(fault);
    }

    public void set(Fault fault, boolean wanted) {
        if (wanted) {
            on.add(fault);
        } else {
            on.remove(fault);
        }
    }

    public Set<Fault> on() {
        return Set.copyOf(on);
    }

    /** How many events a fault has spoiled since the start; always 0 for one that is not {@link Fault#isCounted}. */
    public long struck(Fault fault) {
        return struck.getOrDefault(fault, 0L);
    }

    void strike(Fault fault) {
        struck.merge(fault, 1L, Long::sum);
    }
}
