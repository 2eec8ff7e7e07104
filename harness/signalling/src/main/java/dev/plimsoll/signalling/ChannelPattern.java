package dev.plimsoll.signalling;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A pattern that authorises channels: {@code *} is any run without {@code /}, {@code **} any run, a backslash makes the
 * next {@code *} or backslash literal, and the whole name must match (Metered docs, protocol/channels).
 */
public final class ChannelPattern {
    private final String text;
    private final Pattern regex;

    private ChannelPattern(String text, Pattern regex) {
        this.text = text;
        this.regex = regex;
    }

    public static ChannelPattern of(String text) {
        Objects.requireNonNull(text, "text");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            if (c == '\\' && (next == '*' || next == '\\')) {
                regex.append(Pattern.quote(String.valueOf(next)));
                i++;
            } else if (c == '*' && next == '*') {
                regex.append(".*");
                i++;
            } else {
                regex.append(c == '*' ? "[^/]*" : Pattern.quote(String.valueOf(c)));
            }
        }
        return new ChannelPattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    public boolean matches(String channel) {
        return regex.matcher(channel).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
