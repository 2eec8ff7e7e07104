package dev.plimsoll.live.board;

import dev.plimsoll.telemetry.point.Point;
import java.util.Map;

/**
 * One point as the page sees it: of this run, or of another machine's, which may be of another version and is therefore
 * not held to this version's catalogue.
 *
 * @param tags with those that every point of a run carries, where the sample came over the network
 * @param epochNanos nanoseconds since 1970-01-01 UTC
 */
public record Sample(String measurement, Map<String, String> tags, Map<String, Double> fields, long epochNanos) {
    public static Sample of(Point point) {
        return new Sample(point.measurement().wire(), point.tags(), point.fields(), point.epochNanos());
    }

    /** A tag's value, or the empty text. */
    String tag(String name) {
        return tags.getOrDefault(name, "");
    }
}
