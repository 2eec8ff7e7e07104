package dev.plimsoll.signalling.probe;

import dev.plimsoll.signalling.Masking;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.Optional;

/**
 * One frame that came.
 *
 * @param number in the order of coming on its connection, from 0
 * @param text of a text frame as it came, credentials included: print {@link #toString()} instead; empty for others
 * @param bytes of its payload
 * @param frame what the text means; empty where it is no frame of the protocol or lacks a required field
 */
public record Heard(long number, long atNanos, Kind kind, String text, int bytes, Optional<ServerFrame> frame) {

    /** Kinds of WebSocket frames. */
    public enum Kind {
        TEXT,
        BINARY,
        PING,
        PONG
    }

    /** The frame, if it is of a type. */
    public <T extends ServerFrame> Optional<T> as(Class<T> type) {
        return frame.filter(type::isInstance).map(type::cast);
    }

    /** Masked. */
    @Override
    public String toString() {
        return "#" + number + " " + kind + " " + bytes + " bytes " + Masking.mask(text);
    }
}
