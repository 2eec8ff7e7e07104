package dev.plimsoll.signalling;

import java.util.regex.Pattern;

/** Takes credentials out of text that people will read: URLs, frames, SDP, error messages. */
public final class Masking {
    private static final Pattern QUERY = Pattern.compile("(?i)([?&](?:token|key)=)[^&\\s\"']+");
    private static final Pattern JSON =
            Pattern.compile("(?i)(\"(?:token|key|credential|password|username)\"\\s*:\\s*\")[^\"]*");
    private static final Pattern SDP = Pattern.compile("(?i)(ice-(?:pwd|ufrag):)[^\\s\\\\]+");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private Masking() {}

    public static String mask(String text) {
        String masked = QUERY.matcher(text).replaceAll("$1***");
        masked = JSON.matcher(masked).replaceAll("$1***");
        masked = SDP.matcher(masked).replaceAll("$1***");
        return JWT.matcher(masked).replaceAll("***");
    }
}
