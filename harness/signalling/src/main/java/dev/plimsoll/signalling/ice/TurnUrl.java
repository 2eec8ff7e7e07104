package dev.plimsoll.signalling.ice;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TURN server's URL (RFC 7065), with its defaults filled in.
 *
 * @param secure whether it is reached over TLS
 * @param host name or address; an IPv6 address without its brackets
 * @param tcp whether the transport is TCP, as it always is under TLS
 */
public record TurnUrl(boolean secure, String host, int port, boolean tcp) {
    private static final Pattern FORM = Pattern.compile(
            "(?i)(turns?):(\\[[0-9a-f:.]+\\]|[^:?\\[\\]\\s]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");
    private static final int PORT = 3478;
    private static final int TLS_PORT = 5349;
    private static final int HIGHEST_PORT = 65_535;

    /** Empty if it is none; DTLS, which nobody here speaks, is none. */
    public static Optional<TurnUrl> parse(String url) {
        Matcher match = FORM.matcher(url);
        if (!match.matches()) {
            return Optional.empty();
        }
        boolean secure = match.group(1).equalsIgnoreCase("turns");
        String host = match.group(2).replaceAll("[\\[\\]]", "");
        int port = match.group(3) == null ? (secure ? TLS_PORT : PORT) : Integer.parseInt(match.group(3));
        boolean udp = "udp".equalsIgnoreCase(match.group(4));
        boolean tcp = secure || "tcp".equalsIgnoreCase(match.group(4));
        return port < 1 || port > HIGHEST_PORT || (secure && udp)
                ? Optional.empty()
                : Optional.of(new TurnUrl(secure, host, port, tcp));
    }

    /** The same way to another place. */
    public TurnUrl at(String otherHost, int otherPort) {
        return new TurnUrl(secure, otherHost, otherPort, tcp);
    }

    /** As it is written in a list of ICE servers. */
    @Override
    public String toString() {
        String place = host.contains(":") ? "[" + host + "]" : host;
        return (secure ? "turns:" : "turn:") + place + ":" + port + "?transport=" + (tcp ? "tcp" : "udp");
    }
}
