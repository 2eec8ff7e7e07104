package dev.plimsoll.limits.facts;

import java.time.Duration;
import java.util.Objects;

/**
 * How many connects a service admits from one source address.
 *
 * @param connects in any {@code window}; 1 or more
 */
public record ConnectRate(int connects, Duration window) {
    /** Metered docs, protocol/rate-limits. */
    public static final ConnectRate DOCUMENTED = new ConnectRate(60, Duration.ofSeconds(60));

    public ConnectRate {
        Objects.requireNonNull(window, "window");
        if (connects < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(connects + " connects in " + window);
        }
    }

    /** What is used of it where it is not itself the subject: somebody else may connect from the address, and clocks differ. */
    public ConnectRate withMargin() {
        return new ConnectRate(Math.max(1, connects * 9 / 10), window.plus(Duration.ofMillis(500)));
    }

    /**
     * How long so many connects take from so many addresses, where others were made before them: their share of the rate, so
     * that the times of several add up to at least that of all.
     */
    public Duration timeFor(long wanted, int addresses) {
        long atOnce = (long) connects * Math.max(1, addresses);
        return wanted <= 0 ? Duration.ZERO : window.multipliedBy(wanted).dividedBy(atOnce);
    }
}
