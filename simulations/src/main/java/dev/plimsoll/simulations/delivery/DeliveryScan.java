package dev.plimsoll.simulations.delivery;

import java.util.Optional;

/**
 * Walks once over a text that is compact JSON, of strings without escapes, with the type in front and a {@link Mark} for its
 * data. Whatever else it meets ends the walk with nothing found.
 */
final class DeliveryScan {
    private static final String BEGIN = "{\"type\":\"message\"";
    /** Longer ones may not fit a long. */
    private static final int MOST_DIGITS = 18;

    private static final long NO_NUMBER = -1;

    private final String text;
    private int at;
    private String channel;
    private String from;
    private Mark mark;
    private long sequence;
    private long intended;

    DeliveryScan(String text) {
        this.text = text;
    }

    Optional<Delivery> delivery() {
        boolean known = take(BEGIN);
        while (known && take(",\"")) {
            known = member();
        }
        boolean whole = known && take('}') && at == text.length() && channel != null && from != null && mark != null;
        return whole ? Optional.of(new Delivery(channel, from, mark)) : Optional.empty();
    }

    /** Of members of one name the last counts, as with any reader of JSON. */
    private boolean member() {
        if (take("channel\":")) {
            channel = string();
            return channel != null;
        } else if (take("from\":")) {
            from = string();
            return from != null;
        }
        mark = take("data\":") ? mark() : null;
        return mark != null;
    }

    private Mark mark() {
        sequence = NO_NUMBER;
        intended = NO_NUMBER;
        boolean known = take('{') && markMember();
        while (known && take(',')) {
            known = markMember();
        }
        boolean whole = known && take('}') && sequence != NO_NUMBER && intended != NO_NUMBER;
        return whole ? new Mark((int) sequence, intended) : null;
    }

    private boolean markMember() {
        if (take("\"" + Mark.SEQUENCE + "\":")) {
            sequence = number();
            return sequence >= 0 && sequence <= Integer.MAX_VALUE;
        } else if (take("\"" + Mark.INTENDED + "\":")) {
            intended = number();
            return intended >= 0;
        }
        return take("\"" + Mark.FILLER + "\":") && skipString();
    }

    private boolean take(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private String string() {
        int begin = at + 1;
        return skipString() ? text.substring(begin, at - 1) : null;
    }

    /** False if it has an escape, or what JSON does not allow. */
    private boolean skipString() {
        if (!take('"')) {
            return false;
        }
        int end = at;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        at = end;
        return take('"');
    }

    private static boolean isPlain(char c) {
        return c != '"' && c != '\\' && c >= ' ';
    }

    /** A whole number without a sign. */
    private long number() {
        int end = at;
        long value = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            value = 10 * value + text.charAt(end) - '0';
            end++;
        }
        int digits = end - at;
        boolean padded = digits > 1 && text.charAt(at) == '0';
        at = end;
        return digits == 0 || digits > MOST_DIGITS || padded ? NO_NUMBER : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
