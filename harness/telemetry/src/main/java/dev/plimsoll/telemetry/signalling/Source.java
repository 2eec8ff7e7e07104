package dev.plimsoll.telemetry.signalling;

import java.util.Locale;

/** Who opened a connection. */
public enum Source {
    LOAD,
    AGENTS,
    PROBES;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
