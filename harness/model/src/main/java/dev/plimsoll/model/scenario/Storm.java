package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A moment at which connections are lost, so that they all come back.
 *
 * @param at after the load is complete
 * @param share which part of the connections, 0 to 1; all of them if the service causes it
 */
public record Storm(Duration at, double share, Cause cause) {
    public Storm {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(cause, "cause");
    }

    /** Who ends the connections. */
    public enum Cause {
        /** The clients close in good order. */
        CLIENT,
        /** TCP is reset. */
        NETWORK,
        /** The service announces going_away and closes with 1001; a sandbox only. */
        SERVICE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it takes the connection in this place. */
    public boolean takes(int slot) {
        return EvenShare.picks(slot, share);
    }
}
