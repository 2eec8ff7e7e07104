package dev.plimsoll.model.scenario;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways to TURN servers that a pair may use: one transport, on whatever port or on one, or all there are.
 *
 * @param transport empty for all
 * @param port of the server; empty for any
 */
public record TurnPath(Optional<TurnTransport> transport, OptionalInt port) implements Comparable<TurnPath> {
    public static final TurnPath ALL = new TurnPath(Optional.empty(), OptionalInt.empty());

    private static final Pattern LABEL = Pattern.compile("(udp|tcp|tls|all)(?:-(\\d{1,5}))?");
    /** Of an ICE server URL: scheme, host, port, query (RFC 7065). */
    private static final Pattern URL = Pattern.compile("(?i)turns?:(?:\\[[^\\]]*\\]|[^:?]*)(?::(\\d+))?(?:\\?.*)?");

    private static final int PORT = 3478;
    private static final int TLS_PORT = 5349;

    public TurnPath {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(port, "port");
    }

    public static TurnPath of(TurnTransport transport) {
        return new TurnPath(Optional.of(transport), OptionalInt.empty());
    }

    /** Reads {@code udp}, {@code tls-443}, {@code all}; empty for anything else. */
    public static Optional<TurnPath> parse(String label) {
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<TurnTransport> transport =
                matcher.group(1).equals("all") ? Optional.empty() : Optional.of(TurnTransport.of(matcher.group(1)));
        OptionalInt port =
                matcher.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(2)));
        return Optional.of(new TurnPath(transport, port));
    }

    /** Transports in the order of their enumeration, then all; without a port first. */
    @Override
    public int compareTo(TurnPath other) {
        int last = TurnTransport.values().length;
        int byTransport = Integer.compare(
                transport.map(TurnTransport::ordinal).orElse(last),
                other.transport.map(TurnTransport::ordinal).orElse(last));
        return byTransport != 0 ? byTransport : Integer.compare(port.orElse(0), other.port.orElse(0));
    }

    /** As it is written in scenarios and points: {@code udp}, {@code tls-443}, {@code all}. */
    public String label() {
        String name = transport.map(TurnTransport::label).orElse("all");
        return port.isPresent() ? name + "-" + port.getAsInt() : name;
    }

    /** Whether it is one URL; otherwise a peer uses every server that matches. */
    public boolean isOne() {
        return transport.isPresent();
    }

    /** Whether a TURN URL is one of this path. */
    public boolean matches(String iceUrl) {
        Matcher url = URL.matcher(iceUrl);
        return url.matches()
                && transport.map(one -> one.matches(iceUrl)).orElse(true)
                && (port.isEmpty() || port.getAsInt() == portOf(iceUrl, url.group(1)));
    }

    private static int portOf(String iceUrl, String written) {
        if (written != null && written.length() <= 5) {
            return Integer.parseInt(written);
        }
        return TurnTransport.TLS.matches(iceUrl) ? TLS_PORT : PORT;
    }

    /** Whether getStats' {@code relayProtocol} of a relay candidate is one of this path. */
    public boolean carries(String relayProtocol) {
        return transport.map(one -> one.label().equals(relayProtocol)).orElse(!relayProtocol.isEmpty());
    }
}
