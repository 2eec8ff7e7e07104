package dev.plimsoll.agents.control;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can happen to a call that goes on. */
public enum Incident {
    /** The signalling connection was lost. */
    SIGNALLING_LOST,
    /** It is back and on the channel again. */
    SIGNALLING_BACK,
    /** The partner left the channel. */
    PARTNER_LEFT,
    /** The partner is on the channel again. */
    PARTNER_BACK,
    /** The partner came with a connection of its own making anew; so did this end. */
    CONNECTION_RESET,
    /** The path failed, by the library's word or after silence. */
    PATH_FAILED,
    /** An ICE restart was offered. */
    RESTART_OFFERED,
    /** The path is up again; tells how long it was not. */
    RECOVERED,
    /** New TURN credentials are in place, and a restart begins that brings them to use. */
    CREDENTIALS_RENEWED,
    /** Traffic goes over the path of the new credentials; tells how long it took. */
    CREDENTIALS_IN_USE,
    /** New credentials could not be had. */
    CREDENTIALS_REFUSED,
    /** A STUN or TURN error; the detail holds its code. */
    ICE_ERROR,
    /** A description of the partner, or one of ours, was refused by the library. */
    NEGOTIATION_FAILED,
    /** The end is to use a relay and does not. */
    OFF_RELAY,
    /** It is on a relay again. */
    ON_RELAY,
    /** Another candidate pair is selected. */
    PATH_CHANGED,
    /** The TURN server is reached in another way. */
    PROTOCOL_CHANGED,
    /** No candidate pair is selected any more. */
    PATH_LOST,
    /** One is selected again. */
    PATH_FOUND;

    private static final Set<Incident> SEEN_IN_SAMPLES =
            EnumSet.of(OFF_RELAY, ON_RELAY, PATH_CHANGED, PROTOCOL_CHANGED, PATH_LOST, PATH_FOUND);

    /** Whether it was found by comparing samples; such are points of {@code webrtc_event}. */
    public boolean isSeenInSamples() {
        return SEEN_IN_SAMPLES.contains(this);
    }

    /** As reports name it, {@code path-failed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
