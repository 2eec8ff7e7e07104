package dev.plimsoll.simulations;

import dev.plimsoll.signalling.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the load goes.
 *
 * @param credentials what the connection with a given peer id presents; called once a connect, from event loops
 * @param timeout from TCP connect to welcome
 */
public record LoadTarget(
        Endpoint endpoint,
        Function<String, Endpoint.Presented> credentials,
        Optional<String> origin,
        Duration timeout) {}
