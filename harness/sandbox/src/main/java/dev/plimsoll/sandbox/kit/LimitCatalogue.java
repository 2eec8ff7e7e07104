package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.config.RealtimeKit;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.stream.Stream;

/** The limits that are configured, each with its source, so that a report can say which of them nobody vouches for. */
final class LimitCatalogue {
    private static final JsonNode PROVENANCE = Resources.yaml("limits.yaml");

    private LimitCatalogue() {}

    /** What holds without faults; durations in seconds. */
    static ArrayNode of(RealtimeKit settings) {
        ArrayNode limits = JsonNodeFactory.instance.arrayNode();
        Stream.of(RealtimeKit.class.getRecordComponents())
                .filter(component -> PROVENANCE.has(component.getName()))
                .forEach(component -> limits.add(limit(component, settings)));
        return limits;
    }

    private static ObjectNode limit(RecordComponent component, RealtimeKit settings) {
        ObjectNode limit = Views.object().put("area", "realtimekit").put("name", component.getName());
        limit.put("value", number(component, settings));
        return limit.setAll((ObjectNode) PROVENANCE.get(component.getName()));
    }

    private static double number(RecordComponent component, RealtimeKit settings) {
        try {
            Object value = component.getAccessor().invoke(settings);
            return value instanceof Duration duration ? duration.toMillis() / 1000.0 : ((Number) value).doubleValue();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record does not show its " + component.getName(), e);
        }
    }
}
