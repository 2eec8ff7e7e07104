package dev.plimsoll.sandbox.fault;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The faults that are switched on now. For the server's event loop. */
public final class Faults {
    private final EnumSet<Fault> on = EnumSet.noneOf(Fault.class);

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
}
