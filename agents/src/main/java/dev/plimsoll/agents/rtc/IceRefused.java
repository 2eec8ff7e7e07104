package dev.plimsoll.agents.rtc;

import dev.plimsoll.signalling.Masking;

/** The library does not take an ICE server list. */
public final class IceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IceRefused(Throwable cause) {
        super(Masking.mask(String.valueOf(cause.getMessage())), cause);
    }
}
