package dev.plimsoll.simulations.delivery;

import java.util.Optional;

/** The service's yes to a publish of the load, as its publisher receives it. */
public final class Ack {
    private static final String BEGIN = "{\"type\":\"ack\",\"requestId\":\"";
    private static final String END = "\"}";

    private Ack() {}

    /** The request id, read as {@link Delivery#glance} reads; empty if the text is anything else, or written in an unusual way. */
    public static Optional<String> glance(String text) {
        if (!text.startsWith(BEGIN)) {
            return Optional.empty();
        }
        int end = text.indexOf('"', BEGIN.length());
        boolean usual = end == text.length() - END.length() && text.endsWith(END) && text.indexOf('\\') < 0;
        return usual ? Optional.of(text.substring(BEGIN.length(), end)) : Optional.empty();
    }
}
