package dev.plimsoll.limits.turn.measure;

import java.time.Duration;

/**
 * What became of a lane's packets. Only packets that left this machine count as sent.
 *
 * @param planned packets that the rate asked for
 * @param sent packets that were sent; fewer than planned if the sender could not keep up
 * @param received packets that arrived, each counted once
 * @param repeated packets that arrived again
 * @param sending for how long packets were sent
 * @param longestPause the longest time for which arriving packets were not fetched; long ones make loss of our own
 */
public record Flow(long planned, long sent, long received, long repeated, Duration sending, Duration longestPause) {
    private static final double NANOS = 1e9;

    public long lost() {
        return sent - received;
    }

    /** Lost of sent packets, 0 to 1; 0 where none was sent. */
    public double loss() {
        return sent == 0 ? 0 : (double) lost() / sent;
    }

    /** Sent packets a second. */
    public double rate() {
        return sending.isZero() ? 0 : sent / (sending.toNanos() / NANOS);
    }
}
