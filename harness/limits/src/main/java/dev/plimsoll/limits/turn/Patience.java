package dev.plimsoll.limits.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long to wait for an answer.
 *
 * @param firstWait over UDP, the wait after the first send; each further wait is twice as long (RFC 8489 section 6.2.1: RTO)
 * @param sends over UDP, how often a request is sent (Rc)
 * @param lastWait over UDP, the wait after the last send (Rm times RTO)
 * @param reliable over TCP and TLS, the only wait (Ti)
 * @param connect for a TCP connection, for the TLS handshake, and for a write that blocks
 */
public record Patience(Duration firstWait, int sends, Duration lastWait, Duration reliable, Duration connect) {
    private static final int MOST_SENDS = 16;

    public Patience {
        requirePositive(firstWait, lastWait, reliable, connect);
        if (sends < 1 || sends > MOST_SENDS) {
            throw new IllegalArgumentException("a request is sent 1 to " + MOST_SENDS + " times, not " + sends);
        }
    }

    /** What RFC 8489 section 6.2 recommends: an answer is waited for 39.5 s. */
    public static Patience standard() {
        return new Patience(
                Duration.ofMillis(500), 7, Duration.ofSeconds(8), Duration.ofMillis(39_500), Duration.ofSeconds(10));
    }

    /** Three sends over UDP within a time; elsewhere that time. For probes that expect silence. */
    public static Patience within(Duration time) {
        Duration unit = time.dividedBy(7);
        return new Patience(unit, 3, time.minus(unit.multipliedBy(3)), time, time);
    }

    /** The wait after each send. */
    List<Duration> waits(boolean overStream) {
        if (overStream) {
            return List.of(reliable);
        }
        List<Duration> waits = new ArrayList<>();
        Duration next = firstWait;
        for (int send = 1; send < sends; send++) {
            waits.add(next);
            next = next.multipliedBy(2);
        }
        waits.add(lastWait);
        return waits;
    }

    private static void requirePositive(Duration... times) {
        for (Duration time : times) {
            if (time.isNegative() || time.toMillis() == 0) {
                throw new IllegalArgumentException("a wait lasts at least 1 ms, not " + time);
            }
        }
    }
}
