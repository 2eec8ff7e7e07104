package dev.plimsoll.model.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How a peer reaches its TURN server; the names are those of getStats' {@code relayProtocol}. */
public enum TurnTransport {
    UDP,
    TCP,
    TLS;

    /** @throws IllegalArgumentException if no transport has this label */
    public static TurnTransport of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order in which they stand here. */
    public static List<String> labels(Collection<TurnTransport> transports) {
        return transports.stream().sorted().map(TurnTransport::label).toList();
    }

    /** A name and the transports that it is of, by their labels: {@code far over udp, tls}; the name alone if it is of all. */
    public static String named(String name, List<String> labels) {
        return labels.size() == values().length ? name : name + " over " + String.join(", ", labels);
    }

    /** Whether an ICE server URL (RFC 7065) uses this transport. */
    public boolean matches(String iceUrl) {
        String url = iceUrl.toLowerCase(Locale.ROOT);
        boolean tcp = url.contains("transport=tcp");
        return switch (this) {
            case UDP -> url.startsWith("turn:") && !tcp;
            case TCP -> url.startsWith("turn:") && tcp;
            case TLS -> url.startsWith("turns:");
        };
    }
}
