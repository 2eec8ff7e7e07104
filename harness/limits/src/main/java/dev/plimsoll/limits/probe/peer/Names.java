package dev.plimsoll.limits.probe.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands for the names in braces that a pack writes: {@code {run}} is different in each probing, so that none meets what
 * another left. Braces around anything else stay as they are. Pure.
 */
public record Names(Map<String, String> values) {
    /** The name of a probing, of at most 40 characters. */
    public static final String RUN = "run";

    private static final int LONGEST_ID = 24;
    private static final int BASE = 36;

    public Names {
        values = Map.copyOf(values);
    }

    public static Names of(Limit limit, Stage stage) {
        String id = limit.id().substring(0, Math.min(LONGEST_ID, limit.id().length()));
        return new Names(
                Map.of(RUN, "plimsoll-" + id + "-" + Long.toString(stage.now().toEpochMilli() % 100_000_000, BASE)));
    }

    public String run() {
        return values.get(RUN);
    }

    public Names with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Names(more);
    }

    public String text(String template) {
        String text = template;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            text = text.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return text;
    }

    /** In every text of it; names of fields stay as they are. */
    public JsonNode json(JsonNode template) {
        if (template.isTextual()) {
            return TextNode.valueOf(text(template.textValue()));
        } else if (template.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(entry -> filled.set(entry.getKey(), json(entry.getValue())));
            return filled;
        } else if (template.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(entry -> filled.add(json(entry)));
            return filled;
        }
        return template;
    }
}
