package dev.plimsoll.signalling.probe;

import java.util.Objects;

/**
 * How a connection that had been upgraded ended.
 *
 * @param code of the close frame; 1005 if it had none, 1006 if there was no close frame
 * @param reason of the close frame, masked
 * @param byService false if this side left first or gave up on bytes that break the protocol
 * @param welcomed whether the welcome had come before
 * @param atNanos when it was noticed: a close frame when it came, not when TCP ended
 * @param detail what the network or the protocol said, masked; empty for an orderly close
 */
public record Ended(int code, String reason, boolean byService, boolean welcomed, long atNanos, String detail) {
    public Ended {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
