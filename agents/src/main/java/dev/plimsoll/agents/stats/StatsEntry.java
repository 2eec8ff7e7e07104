package dev.plimsoll.agents.stats;

import java.util.Map;

/**
 * One object of getStats. Members that were not measured are absent; empty texts may be null.
 *
 * @param type as in the standard: {@code inbound-rtp}, {@code transport}
 * @param atMicros when it was measured, on the library's clock
 */
public record StatsEntry(String id, String type, long atMicros, Map<String, Object> attributes) {

    /** Empty if it is absent. */
    String text(String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }
}
