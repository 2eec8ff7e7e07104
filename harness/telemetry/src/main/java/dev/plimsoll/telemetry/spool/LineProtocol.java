package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Points as text, line by line, exactly as the spool writes them. For one thread. */
public final class LineProtocol {
    private final LineEncoder encoder;

    /** @param runTags tags that every point carries */
    public LineProtocol(Map<String, String> runTags) {
        this.encoder = new LineEncoder(runTags);
    }

    /** One line, without its end. */
    public String line(Point point) {
        encoder.clear();
        encoder.append(point);
        return new String(encoder.bytes(), 0, encoder.length() - 1, StandardCharsets.UTF_8);
    }
}
