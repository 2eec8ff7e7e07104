package dev.plimsoll.model.scenario;

import java.util.Locale;

/** How a peer reaches its TURN server; the names are those of getStats' {@code relayProtocol}. */
public enum TurnTransport {
    UDP,
    TCP,
    TLS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
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
