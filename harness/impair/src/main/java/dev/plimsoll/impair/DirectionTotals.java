package dev.plimsoll.impair;

/**
 * What one direction of a route came to so far.
 *
 * @param passed datagrams, or parts of a byte stream, handed on
 * @param lost on purpose
 * @param blackholed datagrams that a blackhole or a cut swallowed
 * @param overflowed datagrams dropped because a queue was full: that of a link with a bound, or the proxy's own
 * @param queued what waits now
 * @param latestNanos the latest release behind its due time since the totals were last asked for
 */
public record DirectionTotals(
        long passed,
        long passedBytes,
        long lost,
        long blackholed,
        long overflowed,
        long reordered,
        long queued,
        long latestNanos) {}
