package dev.plimsoll.limits.target;

/** Something that a probe may need to know of a target. */
public enum Fact {
    SIGNALLING("no signalling endpoint"),
    SIGNING_KEY("no signing key, so that no token can be made"),
    PUBLISHABLE_KEY("no publishable key"),
    REST("no REST endpoint with a key"),
    TURN("no TURN server"),
    TURN_API("no key of a TURN credential API"),
    REALTIMEKIT("no RealtimeKit app"),
    /** More than one local address to connect from. */
    SOURCE_ADDRESSES("only one local address to connect from");

    private final String missing;

    Fact(String missing) {
        this.missing = missing;
    }

    /** What is told if it is missing, to be read after "the target has". */
    public String missing() {
        return missing;
    }
}
