package dev.plimsoll.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which acks a request gets under the faults that are on. For the server's event loop. */
public final class AckFaults {
    private final Rules rules;
    private final Strikes strikes;

    public AckFaults(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.strikes = new Strikes(rules, random);
    }

    /** @return the request id of each ack to send */
    public List<String> acks(Optional<String> requestId) {
        if (requestId.isEmpty()) {
            return rules.has(Fault.ACKS_UNASKED) ? List.of("unasked") : List.of();
        }
        String id = requestId.get();
        if (strikes.hits(Fault.LOSES_ACKS)) {
            return List.of();
        }
        return strikes.hits(Fault.DUPLICATES_ACKS) ? List.of(id, id) : List.of(id);
    }
}
