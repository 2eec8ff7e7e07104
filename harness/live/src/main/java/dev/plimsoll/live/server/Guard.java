package dev.plimsoll.live.server;

import dev.plimsoll.live.LiveSettings;
import dev.plimsoll.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may ask for what. Pure.
 *
 * <p>Without a token only names of loopback are answered to: another site's name that was made to point at this machine
 * (DNS rebinding) finds nothing here. With one, everybody is asked for it, and a browser never sends a password that it
 * learned here to another site's name.
 */
final class Guard {
    private final Optional<Secret> token;

    Guard(Optional<Secret> token) {
        this.token = token;
    }

    /** What a request is answered with instead of what it asked for. */
    record Refusal(int status, String message, boolean asksForPassword) {}

    /**
     * Whether the page and its events may be seen.
     *
     * @param host the request's Host header, null if there is none
     * @param authorization the request's Authorization header, null if there is none
     */
    Optional<Refusal> see(String host, String authorization) {
        if (token.isEmpty()) {
            return hostIsOurs(host);
        }
        return isToken(authorization) || isPassword(authorization)
                ? Optional.empty()
                : Optional.of(new Refusal(401, "the token is the password; the user name does not matter", true));
    }

    /** Whether points may be written. A password that a browser remembers does not do: another site could use it. */
    Optional<Refusal> write(String host, String authorization) {
        if (token.isEmpty()) {
            return Optional.of(
                    new Refusal(403, "points are only taken with a token: set " + LiveSettings.TOKEN_VARIABLE, false));
        }
        return isToken(authorization)
                ? Optional.empty()
                : Optional.of(new Refusal(401, "Authorization: Token ... is missing or wrong", false));
    }

    private static Optional<Refusal> hostIsOurs(String host) {
        return host != null && LiveSettings.isLoopback(withoutPort(host).toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(new Refusal(421, "this page answers to 127.0.0.1 and localhost alone", false));
    }

    static String withoutPort(String host) {
        return host.replaceFirst(":\\d*$", "");
    }

    private boolean isToken(String authorization) {
        String given = afterScheme(authorization, "token ");
        return equal(given == null ? afterScheme(authorization, "bearer ") : given);
    }

    private boolean isPassword(String authorization) {
        String encoded = afterScheme(authorization, "basic ");
        if (encoded == null) {
            return false;
        }
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return equal(both.substring(both.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static String afterScheme(String authorization, String scheme) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(scheme)
                ? authorization.substring(scheme.length()).strip()
                : null;
    }

    /** Takes the same time however much of it is right. */
    private boolean equal(String given) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        token.orElseThrow().reveal().getBytes(StandardCharsets.UTF_8));
    }
}
