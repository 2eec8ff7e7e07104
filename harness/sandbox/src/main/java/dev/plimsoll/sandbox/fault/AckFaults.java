package dev.plimsoll.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which acks a request gets under the faults that are on. For the server's event loop. */
public final class AckFaults {
    private final Rules rules;
    private final Share lost;
    private final Share doubled;

    public AckFaults(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.lost = new Share(100, random);
        this.doubled = new Share(100, random);
    }

    /** @return the request id of each ack to send */
    public List<String> acks(Optional<String> requestId) {
        if (requestId.isEmpty()) {
            return rules.has(Fault.ACKS_UNASKED) ? List.of("unasked") : List.of();
        }
        String id = requestId.get();
        if (rules.has(Fault.LOSES_ACKS) && lost.picks()) {
            return List.of();
        }
        return rules.has(Fault.DUPLICATES_ACKS) && doubled.picks() ? List.of(id, id) : List.of(id);
    }
}
