package dev.plimsoll.model.limit;

import java.util.Locale;

/** The kind of service that a pack is about. */
public enum ServiceKind {
    /** WebSocket signalling and its REST control plane. */
    SIGNALLING,
    /** A credential API in front of TURN servers. */
    TURN_API,
    /** TURN servers themselves. */
    TURN,
    /** RealtimeKit's REST API. */
    REALTIMEKIT;

    /** As a pack writes it: {@code turn-api}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
