package dev.plimsoll.model.impairment;

import java.util.Objects;

/**
 * What a path between an agent and its TURN server does in both directions.
 *
 * @param name for people, and the tag of its points
 * @param up towards the TURN server
 * @param down from the TURN server
 * @param cut whether there is no path at all: connections are reset, new ones at once, and UDP flows lose their mapping, so
 *     that what comes afterwards reaches the server from another port
 */
public record PathProfile(String name, Link up, Link down, boolean cut) {
    public static final PathProfile CLEAR = new PathProfile("clear", Link.CLEAR, Link.CLEAR, false);
    public static final PathProfile CUT = new PathProfile("cut", Link.CLEAR, Link.CLEAR, true);

    public PathProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
    }

    /** The same in both directions. */
    public static PathProfile both(String name, Link link) {
        return new PathProfile(name, link, link, false);
    }

    public boolean isClear() {
        return !cut && up.isClear() && down.isClear();
    }
}
