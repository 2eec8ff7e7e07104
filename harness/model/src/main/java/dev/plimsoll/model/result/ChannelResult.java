package dev.plimsoll.model.result;

/**
 * A channel on which not everything came that was owed, once, in order and in time.
 *
 * @param expected deliveries owed by the service: {@code expected = delivered + lost}
 */
public record ChannelResult(
        String channel,
        long expected,
        long delivered,
        long lost,
        long late,
        long duplicates,
        long reordered,
        long misrouted) {}
