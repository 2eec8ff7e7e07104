package dev.plimsoll.signalling;

import java.util.Locale;

/**
 * Codes of in-band error frames, after which the connection stays open (Metered docs, protocol/error-codes). The set is
 * open: a client must cope with a code that is not here.
 */
public enum ErrorCode {
    MALFORMED_MESSAGE,
    UNKNOWN_TYPE,
    INVALID_CHANNEL,
    INVALID_PEER_ID,
    CHANNEL_NOT_AUTHORIZED,
    CHANNEL_RESERVED,
    CHANNEL_LIMIT_EXCEEDED,
    PEER_NOT_FOUND,
    MISSING_DATA,
    ACTION_NOT_PERMITTED,
    OVER_MESSAGE_QUOTA,
    BACKEND_ERROR,
    INTERNAL_ERROR;

    /** The identifier on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
