package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a probe connects.
 *
 * @param headers of the upgrade request, {@code Origin} among them if there is one
 * @param source the local address to connect from; empty leaves it to the system
 * @param timeout from the start to the welcome
 * @param receiveBuffer bytes of the socket's receive buffer; 0 leaves it to the system. A small one lets a service soon feel
 *     that this side does not read
 * @param keptFrames how many of the frames that came are kept, at least 1
 */
public record ConnectSpec(
        Endpoint endpoint,
        Endpoint.Presented presented,
        Map<String, String> headers,
        Optional<InetAddress> source,
        Duration timeout,
        int receiveBuffer,
        int keptFrames) {
    private static final Duration SDK_PATIENCE = Duration.ofSeconds(10);
    private static final int KEPT_FRAMES = 4_096;

    public ConnectSpec {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(presented, "presented");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(timeout, "timeout");
        if (receiveBuffer < 0 || keptFrames < 1) {
            throw new IllegalArgumentException("receive buffer " + receiveBuffer + ", kept frames " + keptFrames);
        }
    }

    /** As the vendor's SDK: no headers of its own, 10 s until the welcome. */
    public static ConnectSpec of(Endpoint endpoint, Endpoint.Presented presented) {
        return new ConnectSpec(endpoint, presented, Map.of(), Optional.empty(), SDK_PATIENCE, 0, KEPT_FRAMES);
    }

    public ConnectSpec withOrigin(String origin) {
        return withHeader("Origin", origin);
    }

    public ConnectSpec withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ConnectSpec(endpoint, presented, more, source, timeout, receiveBuffer, keptFrames);
    }

    public ConnectSpec from(InetAddress address) {
        return new ConnectSpec(endpoint, presented, headers, Optional.of(address), timeout, receiveBuffer, keptFrames);
    }

    public ConnectSpec within(Duration time) {
        return new ConnectSpec(endpoint, presented, headers, source, time, receiveBuffer, keptFrames);
    }

    public ConnectSpec withReceiveBuffer(int bytes) {
        return new ConnectSpec(endpoint, presented, headers, source, timeout, bytes, keptFrames);
    }

    public ConnectSpec keeping(int frames) {
        return new ConnectSpec(endpoint, presented, headers, source, timeout, receiveBuffer, frames);
    }

    Collection<Secret> secrets() {
        return presented.parameters().values();
    }
}
