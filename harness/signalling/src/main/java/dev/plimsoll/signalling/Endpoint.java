package dev.plimsoll.signalling;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

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

    /** How a client presents itself: which credentials its URI carries. */
    public sealed interface Presented {
        /** Credentials by the query parameter that carries each, in the order in which they travel. */
        Map<String, Secret> parameters();

        /** A JSON web token. */
        record Token(Secret jwt) implements Presented {
            @Override
            public Map<String, Secret> parameters() {
                return Map.of("token", jwt);
            }
        }

        /** A publishable key. */
        record Key(Secret key) implements Presented {
            @Override
            public Map<String, Secret> parameters() {
                return Map.of("key", key);
            }
        }

        /** A token and a key at once, which no document speaks of. */
        record Both(Secret jwt, Secret key) implements Presented {
            @Override
            public Map<String, Secret> parameters() {
                Map<String, Secret> both = new LinkedHashMap<>();
                both.put("token", jwt);
                both.put("key", key);
                return both;
            }
        }

        /** No credential. */
        record Nothing() implements Presented {
            @Override
            public Map<String, Secret> parameters() {
                return Map.of();
            }
        }
    }

    public URI connectUri(Presented presented) {
        return base.resolve(pathAndQuery(presented));
    }

    public String pathAndQuery(Presented presented) {
        StringJoiner query = new StringJoiner("&", PATH + "?", "").setEmptyValue(PATH);
        presented.parameters().forEach((name, secret) -> query.add(name + "=" + encode(secret)));
        return query.toString();
    }

    /** As JavaScript's encodeURIComponent does it: a space is %20, not +. */
    private static String encode(Secret secret) {
        return encode(secret.reveal());
    }

    /** Percent-encodes everything but letters, digits and {@code -_.*}. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return base + PATH;
    }
}
