package dev.plimsoll.simulations.dsl;

import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import io.gatling.core.protocol.Protocol;
import io.gatling.javaapi.core.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all connections of a simulation share.
 *
 * @param credentials what a virtual user presents, asked anew at each connect
 * @param sources local addresses to connect from, round robin by user; the system chooses if there are none
 */
record SignallingProtocol(
        Endpoint endpoint,
        Function<Session, Endpoint.Presented> credentials,
        Optional<String> origin,
        Duration connectTimeout,
        Duration answerTimeout,
        List<InetAddress> sources,
        ReconnectPolicy reconnect)
        implements Protocol {

    Optional<InetAddress> sourceOf(long userId) {
        return sources.isEmpty() ? Optional.empty() : Optional.of(sources.get((int) (userId % sources.size())));
    }
}
