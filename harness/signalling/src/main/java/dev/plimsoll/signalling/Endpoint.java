package dev.plimsoll.signalling;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where the service listens. Its {@link #toString()} never holds a credential; the URI that does is made by
 * {@link #connectUri} and must not be printed.
 *
 * @param base scheme and authority, {@code ws://127.0.0.1:7880} or {@code wss://host}
 */
public record Endpoint(URI base) {
    /** The protocol's path (Metered docs, protocol/wire-format). */
    public static final String PATH = "/v1";

    public Endpoint {
        Objects.requireNonNull(base, "base");
    }

    public boolean isTls() {
        return "wss".equals(base.getScheme());
    }

    public int port() {
        return base.getPort() >= 0 ? base.getPort() : isTls() ? 443 : 80;
    }

    /** How a client presents itself. */
    public sealed interface Presented {
        /** A JSON web token. */
        record Token(Secret jwt) implements Presented {}

        /** A publishable key. */
        record Key(Secret key) implements Presented {}
    }

    public URI connectUri(Presented presented) {
        return base.resolve(pathAndQuery(presented));
    }

    public String pathAndQuery(Presented presented) {
        if (presented instanceof Presented.Token token) {
            return PATH + "?token=" + encode(token.jwt());
        }
        return PATH + "?key=" + encode(((Presented.Key) presented).key());
    }

    /** As JavaScript's encodeURIComponent does it: a space is %20, not +. */
    private static String encode(Secret secret) {
        return URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return base + PATH;
    }
}
