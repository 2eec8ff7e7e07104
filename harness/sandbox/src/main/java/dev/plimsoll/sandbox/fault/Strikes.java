package dev.plimsoll.sandbox.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which events fall to the faults that spoil a share of them, and how many did. For the server's event loop. */
final class Strikes {
    private final Rules rules;
    private final RandomGenerator random;
    private final Map<Fault, Share> shares = new EnumMap<>(Fault.class);

    Strikes(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /** Whether the fault is on and takes this event; if so it is counted. */
    boolean hits(Fault fault) {
        boolean hit = picks(fault);
        if (hit) {
            count(fault);
        }
        return hit;
    }

    /** Likewise, for an event that may come to nothing yet: {@link #count} it when it does not. */
    boolean picks(Fault fault) {
        return rules.has(fault)
                && shares.computeIfAbsent(fault, f -> new Share(f.oneIn(), random))
                        .picks();
    }

    void count(Fault fault) {
        rules.strike(fault);
    }
}
