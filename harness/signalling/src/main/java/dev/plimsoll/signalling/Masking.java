package dev.plimsoll.signalling;

import dev.plimsoll.model.Secret;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes credentials out of text that people will read: URLs, headers, frames, SDP, error messages. */
public final class Masking {
    private static final String HIDDEN = "***";
    private static final String FIELDS =
            "token|key|credential|password|username|secret|apiKey|api_key|authToken|stream_key|ice-pwd|ice-ufrag";
    private static final Pattern QUERY = Pattern.compile("(?i)([?&](?:token|key)=)[^&\\s\"']+");
    /** Up to the opening quote of the value. */
    private static final Pattern JSON_FIELD = Pattern.compile("(?i)(?<!\\\\)\"(?:" + FIELDS + ")\"\\s*:\\s*\"");
    /** JSON within a JSON text. */
    private static final Pattern NESTED_JSON =
            Pattern.compile("(?i)(\\\\+\"(?:" + FIELDS + ")\\\\+\"\\s*:\\s*\\\\+\")[^\"\\\\]*");

    private static final Pattern SDP = Pattern.compile("(?i)(ice-(?:pwd|ufrag):)[^\\s\\\\]+");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b((?:Bearer|Basic)\\s+)[^\\s\"',]{8,}");
    private static final Pattern COOKIE = Pattern.compile("(?i)(\\b(?:set-)?cookie:\\s*)[^\\r\\n]+");
    private static final Pattern ISSUED = Pattern.compile("\\b(sk_secret_|sk_live_|pk_live_)[\\w-]+");
    /** A TURN user in the path of a revocation. */
    private static final Pattern TURN_USER = Pattern.compile("(/credentials/)[^/\\s]+(/revoke)");

    /** Shorter ones would tear up text that has nothing to do with them. */
    private static final int LEAST_LITERAL = 4;

    private Masking() {}

    public static String mask(String text) {
        String masked = QUERY.matcher(text).replaceAll("$1***");
        masked = maskJson(masked);
        masked = NESTED_JSON.matcher(masked).replaceAll("$1***");
        masked = SDP.matcher(masked).replaceAll("$1***");
        masked = AUTHORIZATION.matcher(masked).replaceAll("$1***");
        masked = COOKIE.matcher(masked).replaceAll("$1***");
        masked = ISSUED.matcher(masked).replaceAll("$1***");
        masked = TURN_USER.matcher(masked).replaceAll("$1***$2");
        return JWT.matcher(masked).replaceAll(HIDDEN);
    }

    /** By hand: a value may be long, and Java's patterns recurse for each of its escapes. */
    private static String maskJson(String text) {
        Matcher field = JSON_FIELD.matcher(text);
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length() && field.find(from)) {
            masked.append(text, from, field.end()).append(HIDDEN);
            from = valueEnd(text, field.end());
        }
        return masked.append(text, from, text.length()).toString();
    }

    private static int valueEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    /**
     * Also takes out values that are known to be secret, wherever and however they stand: as they are or percent-encoded.
     * Values of less than 4 characters are left to the patterns.
     */
    public static String mask(String text, Collection<Secret> known) {
        String masked = text;
        for (String literal : known.stream()
                .map(Secret::reveal)
                .filter(value -> value.length() >= LEAST_LITERAL)
                .flatMap(value -> Stream.of(value, Endpoint.encode(value)))
                .sorted((one, other) -> other.length() - one.length())
                .toList()) {
            masked = masked.replace(literal, HIDDEN);
        }
        return mask(masked);
    }

    /** The same for a text that is shown in a limited space: masked first, then shortened, so that no secret is cut open. */
    public static String excerpt(String text, Collection<Secret> known, int longest) {
        String masked = mask(text, known);
        return masked.length() <= longest ? masked : masked.substring(0, longest) + "…";
    }
}
