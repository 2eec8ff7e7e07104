package dev.plimsoll.impair;

import dev.plimsoll.model.scenario.TurnTransport;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A way to a TURN server that can be impaired.
 *
 * @param name for people, and the tag of its points
 * @param transport UDP datagrams, or a byte stream: TCP, or TLS, which passes unread
 * @param server with its address resolved
 */
public record Route(String name, TurnTransport transport, InetSocketAddress server) {
    public Route {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(server, "server");
        if (server.isUnresolved()) {
            throw new IllegalArgumentException(server.getHostString() + " has no address");
        }
    }
}
