package dev.plimsoll.simulations;

import dev.plimsoll.model.plan.PlannedConnection;
import dev.plimsoll.signalling.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the load goes.
 *
 * @param credentials what a connection presents; called once a connect, from event loops
 * @param timeout from TCP connect to welcome
 * @param goAway has the service announce its end and close everybody; called from a thread of its own, for storms that the
 *     service causes
 */
public record LoadTarget(
        Endpoint endpoint,
        Function<PlannedConnection, Endpoint.Presented> credentials,
        Optional<String> origin,
        Duration timeout,
        Runnable goAway) {}
