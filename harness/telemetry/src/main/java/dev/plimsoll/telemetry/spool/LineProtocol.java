package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;
import java.util.Map;

/** Points as InfluxDB line protocol: every field a float, tags in order, nanoseconds. */
public final class LineProtocol {
    private final String runTags;

    /** @param runTags tags that every point of the run carries */
    public LineProtocol(Map<String, String> runTags) {
        StringBuilder text = new StringBuilder();
        runTags.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(tag -> appendTag(text, tag));
        this.runTags = text.toString();
    }

    /** One line, without its end. */
    public String line(Point point) {
        StringBuilder line = new StringBuilder(point.measurement().wire()).append(runTags);
        point.tags().entrySet().forEach(tag -> appendTag(line, tag));
        char separator = ' ';
        for (Map.Entry<String, Double> field : point.fields().entrySet()) {
            line.append(separator).append(field.getKey()).append('=').append(field.getValue());
            separator = ',';
        }
        return line.append(' ').append(point.epochNanos()).toString();
    }

    private static void appendTag(StringBuilder line, Map.Entry<String, String> tag) {
        if (!tag.getValue().isEmpty()) {
            line.append(',').append(tag.getKey()).append('=');
            tag.getValue().codePoints().forEach(c -> appendEscaped(line, c));
        }
    }

    /** Commas, equals signs and spaces are escaped; a line break or a trailing backslash has no escape, so neither stays. */
    private static void appendEscaped(StringBuilder line, int c) {
        if (c == '\n' || c == '\r' || c == '\\') {
            line.append('_');
            return;
        }
        if (c == ',' || c == '=' || c == ' ') {
            line.append('\\');
        }
        line.appendCodePoint(c);
    }
}
