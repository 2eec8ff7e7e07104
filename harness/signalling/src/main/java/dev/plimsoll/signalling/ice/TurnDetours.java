package dev.plimsoll.signalling.ice;

import java.util.List;
import java.util.Map;

/**
 * Which TURN servers are reached by way of another address.
 *
 * @param byUrl where to go instead, by the URL as {@link TurnUrl} writes it
 */
public record TurnDetours(Map<String, String> byUrl) {
    public static final TurnDetours NONE = new TurnDetours(Map.of());

    public TurnDetours {
        byUrl = Map.copyOf(byUrl);
    }

    /** A server that is not known stays as it is. */
    public IceServer via(IceServer server) {
        List<String> urls = server.urls().stream().map(this::via).toList();
        return new IceServer(urls, server.username(), server.credential());
    }

    public String via(String url) {
        return TurnUrl.parse(url)
                .map(parsed -> byUrl.getOrDefault(parsed.toString(), url))
                .orElse(url);
    }
}
