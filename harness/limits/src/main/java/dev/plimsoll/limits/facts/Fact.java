package dev.plimsoll.limits.facts;

/** Something that a probe may need to know of a target. */
public enum Fact {
    SIGNALLING("no signalling endpoint"),
    SIGNING_KEY("no signing key, so that no token can be made"),
    PUBLISHABLE_KEY("no publishable key"),
    OTHER_APP("no key of a second app, to be held apart from the first"),
    REST("no REST endpoint with a key"),
    TURN("no TURN server"),
    /** Credentials of any user and time can be had: from an API, or from a shared secret. */
    TURN_USERS("no key of a TURN credential API and no shared secret, so that credentials cannot be made"),
    TURN_API("no key of a TURN credential API"),
    REALTIMEKIT("no RealtimeKit app"),
    /** More than one local address to connect from. */
    SOURCE_ADDRESSES("only one local address to connect from"),
    /** Participants can be made to join, time to pass, an account to be suspended: only a sandbox has it. */
    CONTROL("no control endpoints, as only a sandbox has");

    private final String missing;

    Fact(String missing) {
        this.missing = missing;
    }

    /** What is told if it is missing, to be read after "the target has". */
    public String missing() {
        return missing;
    }
}
