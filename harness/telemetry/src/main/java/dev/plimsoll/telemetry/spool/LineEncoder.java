package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points as lines of InfluxDB line protocol: every field a float, nanoseconds, a line feed behind each. For one thread; the
 * lines gather in one buffer until {@link #clear}.
 */
final class LineEncoder {
    private static final int FIRST_ROOM = 64 * 1024;

    private final Map<Measurement, Parts> parts = new EnumMap<>(Measurement.class);
    private final LineBuffer buffer = new LineBuffer(FIRST_ROOM);

    /** @param runTags tags that every point carries */
    LineEncoder(Map<String, String> runTags) {
        for (Measurement measurement : Measurement.values()) {
            parts.put(measurement, new Parts(measurement, new TreeMap<>(runTags)));
        }
    }

    /** What is the same in every line of a measurement. */
    private static final class Parts {
        private final byte[] head;
        private final byte[][] tagKeys;
        private final byte[][] fieldKeys;

        Parts(Measurement measurement, Map<String, String> runTags) {
            head = head(measurement, runTags);
            tagKeys = measurement.tags().stream()
                    .map(tag -> bytes("," + tag + "="))
                    .toArray(byte[][]::new);
            fieldKeys = measurement.fields().stream()
                    .map(field -> bytes(field.name() + "="))
                    .toArray(byte[][]::new);
        }
    }

    private static byte[] head(Measurement measurement, Map<String, String> runTags) {
        LineBuffer head = new LineBuffer(256);
        head.raw(bytes(measurement.wire()));
        runTags.forEach((name, value) -> {
            if (!value.isEmpty()) {
                head.raw(bytes("," + name + "="));
                head.tagValue(value);
            }
        });
        return Arrays.copyOf(head.bytes(), head.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void append(Point point) {
        Parts same = parts.get(point.measurement());
        buffer.raw(same.head);
        for (int i = 0; i < same.tagKeys.length; i++) {
            String value = point.tag(i);
            if (value != null) {
                buffer.raw(same.tagKeys[i]);
                buffer.tagValue(value);
            }
        }
        appendFields(point, same.fieldKeys);
        buffer.one(' ');
        buffer.whole(point.epochNanos());
        buffer.one('\n');
    }

    private void appendFields(Point point, byte[][] keys) {
        char separator = ' ';
        for (int i = 0; i < keys.length; i++) {
            double value = point.field(i);
            if (!Double.isNaN(value)) {
                buffer.one(separator);
                buffer.raw(keys[i]);
                buffer.number(value);
                separator = ',';
            }
        }
    }

    byte[] bytes() {
        return buffer.bytes();
    }

    int length() {
        return buffer.length();
    }

    void clear() {
        buffer.cut(0);
    }

    /** Forgets what was appended behind a length. */
    void cut(int length) {
        buffer.cut(length);
    }
}
