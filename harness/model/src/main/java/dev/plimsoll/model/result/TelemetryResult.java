package dev.plimsoll.model.result;

/**
 * What became of the points. {@code points = spooled + lost}.
 *
 * @param points measured
 * @param spooled written to the spool
 * @param uploaded accepted by InfluxDB
 * @param rejected refused by InfluxDB for good; they remain in the spool
 * @param lost dropped because the queue to the spool was full or the disk refused them
 */
public record TelemetryResult(long points, long spooled, long uploaded, long rejected, long lost) {}
