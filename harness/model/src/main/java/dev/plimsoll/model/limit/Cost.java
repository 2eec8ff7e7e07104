package dev.plimsoll.model.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a probe uses of the target, at most.
 *
 * @param connects attempts to open a connection, rejected ones included
 * @param connections open at once
 * @param messages publishes and sends that a plan counts
 * @param restCalls to a REST API
 * @param allocations of a TURN server
 * @param time how long it takes
 * @param usd what the provider charges; empty where that is not known
 */
public record Cost(
        long connects,
        long connections,
        long messages,
        long restCalls,
        long allocations,
        Duration time,
        Optional<BigDecimal> usd) {
    public static final Cost NONE = new Cost(0, 0, 0, 0, 0, Duration.ZERO, Optional.empty());

    public Cost {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(usd, "usd");
    }

    public static Cost ofConnects(long connects, long atOnce, Duration time) {
        return new Cost(connects, atOnce, 0, 0, 0, time, Optional.empty());
    }

    public Cost withMessages(long more) {
        return new Cost(connects, connections, messages + more, restCalls, allocations, time, usd);
    }

    public Cost withRestCalls(long more) {
        return new Cost(connects, connections, messages, restCalls + more, allocations, time, usd);
    }

    public Cost withAllocations(long more) {
        return new Cost(connects, connections, messages, restCalls, allocations + more, time, usd);
    }

    public Cost withUsd(BigDecimal charged) {
        return new Cost(connects, connections, messages, restCalls, allocations, time, Optional.of(charged));
    }

    /** One after the other: times add up, and what is open at once does not. */
    public Cost then(Cost next) {
        return new Cost(
                connects + next.connects,
                Math.max(connections, next.connections),
                messages + next.messages,
                restCalls + next.restCalls,
                allocations + next.allocations,
                time.plus(next.time),
                usd.isPresent() || next.usd.isPresent()
                        ? Optional.of(usd.orElse(BigDecimal.ZERO).add(next.usd.orElse(BigDecimal.ZERO)))
                        : Optional.empty());
    }
}
