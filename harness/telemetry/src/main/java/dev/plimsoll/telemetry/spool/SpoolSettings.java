package dev.plimsoll.telemetry.spool;

import java.time.Duration;

/**
 * The bounds of a spool.
 *
 * @param queuePoints points that may wait for the writer, a power of two; the next is dropped and counted
 * @param blockPoints points after which a block ends
 * @param blockAge time after which a block ends, and so how late the uploader sees a point
 * @param flushEvery how much of the open block a killed process may lose
 * @param segmentBytes size at which a segment is closed
 * @param waitingBytes compressed bytes that are kept in memory while the disk refuses them
 * @param diskBytes size of all segments above which the oldest are deleted; 0 to keep all
 */
public record SpoolSettings(
        int queuePoints,
        int blockPoints,
        Duration blockAge,
        Duration flushEvery,
        long segmentBytes,
        long waitingBytes,
        long diskBytes) {
    private static final int MEBIBYTE = 1 << 20;

    /** A queue of five seconds at 50,000 points a second, and a disk that may be full for a minute at that rate. */
    public static final SpoolSettings USUAL = new SpoolSettings(
            1 << 18, 5_000, Duration.ofSeconds(1), Duration.ofMillis(100), 16 * MEBIBYTE, 192 * MEBIBYTE, 0);

    /** With a bound to what the spool may take of the disk; at least two segments are kept. */
    public SpoolSettings withDiskBytes(long bytes) {
        return new SpoolSettings(queuePoints, blockPoints, blockAge, flushEvery, segmentBytes, waitingBytes, bytes);
    }
}
