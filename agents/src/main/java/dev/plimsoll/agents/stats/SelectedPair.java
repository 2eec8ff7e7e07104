package dev.plimsoll.agents.stats;

import java.util.Objects;

/**
 * The selected candidate pair of a peer.
 *
 * @param id the library's, which changes when another pair is selected
 * @param localType host, srflx, prflx or relay; empty if it is not known
 * @param relayProtocol how the local relay candidate reaches its TURN server: udp, tcp or tls; empty if it is no relay
 * @param turnHost host of the TURN server's URL; empty if it is no relay
 * @param atMicros when the numbers were measured
 */
public record SelectedPair(
        String id,
        String localType,
        String remoteType,
        String relayProtocol,
        String turnHost,
        long atMicros,
        Numbers numbers) {
    public SelectedPair {
        Objects.requireNonNull(numbers, "numbers");
    }

    public boolean isRelay() {
        return localType.equals("relay");
    }

    /** The host in the URL of an ICE server (RFC 7064, 7065); empty if there is none. */
    static String hostOf(String iceUrl) {
        int scheme = iceUrl.indexOf(':');
        String rest = iceUrl.substring(scheme + 1);
        int query = rest.indexOf('?');
        String authority = query < 0 ? rest : rest.substring(0, query);
        if (authority.startsWith("[")) {
            return authority.substring(1, Math.max(1, authority.indexOf(']')));
        }
        int port = authority.indexOf(':');
        return port < 0 ? authority : authority.substring(0, port);
    }
}
