package dev.plimsoll.limits.turn;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TURN server and the way to reach it. */
public record TurnTarget(String host, int port, TurnTransport transport) {
    private static final int PLAIN_PORT = 3478;
    private static final int TLS_PORT = 5349;
    private static final int MAX_PORT = 65_535;
    /** No browser goes there, and what is handed out for it need not answer (Cloudflare docs, turn/generate-credentials). */
    private static final int DNS_PORT = 53;

    private static final Pattern URL =
            Pattern.compile("(turns?):(\\[[^\\]]+\\]|[^:?\\[\\]/@]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");

    public TurnTarget {
        Objects.requireNonNull(transport, "transport");
        if (host.isBlank() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("no address of a server: " + host + ":" + port);
        }
    }

    /**
     * Reads an ICE server URL (RFC 7065).
     *
     * @throws PlimsollException USAGE if it is none, or asks for DTLS
     */
    public static TurnTarget of(String url) {
        Matcher parts = URL.matcher(url.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw wrong(url, "write turn:host:port?transport=udp, or turns:host:port for TLS");
        }
        boolean tls = parts.group(1).equals("turns");
        boolean udp = "udp".equals(parts.group(4));
        if (tls && udp) {
            throw wrong(url, "DTLS is not supported: use turns: with transport=tcp, or turn: with transport=udp");
        }
        int port = parts.group(3) == null ? (tls ? TLS_PORT : PLAIN_PORT) : Integer.parseInt(parts.group(3));
        if (port < 1 || port > MAX_PORT) {
            throw wrong(url, "a port lies between 1 and 65535");
        }
        boolean tcp = "tcp".equals(parts.group(4));
        TurnTransport transport = tls ? TurnTransport.TLS : tcp ? TurnTransport.TCP : TurnTransport.UDP;
        return new TurnTarget(parts.group(2).replaceAll("[\\[\\]]", ""), port, transport);
    }

    /** The first of these URLs that is a TURN server's on this transport and that clients go to. */
    public static Optional<TurnTarget> among(List<String> urls, TurnTransport transport) {
        return urls.stream()
                .filter(url -> url.startsWith("turn"))
                .map(TurnTarget::of)
                .filter(target -> target.transport() == transport && target.port() != DNS_PORT)
                .findFirst();
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return shown + ":" + port + "/" + transport.label();
    }

    private static PlimsollException wrong(String url, String hint) {
        return new PlimsollException(ExitCode.USAGE, "not a TURN URL: " + url, hint);
    }
}
