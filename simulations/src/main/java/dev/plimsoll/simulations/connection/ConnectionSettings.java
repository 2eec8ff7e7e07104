package dev.plimsoll.simulations.connection;

import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.simulations.protocol.SocketOpener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How a connection is made and kept.
 *
 * @param credentials asked anew at each connect, so that each attempt has a fresh token
 * @param source local address to connect from; the system chooses if empty
 * @param answerTimeout how long a request waits for its ack
 * @param random for the jitter of reconnects; used on the connection's event loop only
 */
public record ConnectionSettings(
        SocketOpener opener,
        Supplier<Endpoint.Presented> credentials,
        Optional<InetAddress> source,
        ReconnectPolicy reconnect,
        Duration answerTimeout,
        RandomGenerator random) {
    public ConnectionSettings {
        Objects.requireNonNull(opener, "opener");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reconnect, "reconnect");
        Objects.requireNonNull(answerTimeout, "answerTimeout");
        Objects.requireNonNull(random, "random");
    }
}
