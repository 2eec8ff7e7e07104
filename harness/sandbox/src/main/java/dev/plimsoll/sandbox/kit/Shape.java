package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request body must look like. A shape is written as an example is: a map of fields, those that may be missing or
 * null marked with {@code ?}; a list of one item, which all items are like; a type's name, or the permitted texts with
 * {@code |} between them; or {@code =} and the name of another shape.
 */
final class Shape {
    private static final JsonNode ALL = Resources.yaml("shapes.yaml");

    static final Shape MEETING = new Shape(ALL.get("meeting"));
    static final Shape MEETING_STATUS = new Shape(ALL.get("meetingStatus"));
    static final Shape PARTICIPANT = new Shape(ALL.get("participant"));
    static final Shape PARTICIPANT_CHANGE = new Shape(ALL.get("participantChange"));
    static final Shape KICK = new Shape(ALL.get("kick"));
    static final Shape RECORDING = new Shape(ALL.get("recording"));
    static final Shape RECORDING_ACTION = new Shape(ALL.get("recordingAction"));
    static final Shape PRESET = new Shape(ALL.get("preset"));
    static final Shape APP = new Shape(ALL.get("app"));

    private final JsonNode like;

    Shape(JsonNode like) {
        this.like = Objects.requireNonNull(like, "like");
    }

    /** The first thing that is wrong, with its place; fields that the shape does not know are no fault. */
    Optional<String> fault(JsonNode body) {
        return fault(like, body, "body");
    }

    /** Those fields of a body without fault that the shape knows, at every depth; nulls are left out. */
    ObjectNode known(ObjectNode body) {
        return known(like, body);
    }

    private static Optional<String> fault(JsonNode like, JsonNode value, String path) {
        if (like.isTextual()) {
            return isA(like.asText(), value)
                    ? Optional.empty()
                    : Optional.of(path + " must be " + like.asText().replace("|", " or "));
        }
        if (like.isArray()) {
            return value.isArray() ? itemFault(like.get(0), value, path) : Optional.of(path + " must be a list");
        }
        return value.isObject() ? fieldFault(like, value, path) : Optional.of(path + " must be an object");
    }

    private static Optional<String> itemFault(JsonNode like, JsonNode items, String path) {
        for (int i = 0; i < items.size(); i++) {
            Optional<String> fault = fault(like, items.get(i), path + "[" + i + "]");
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fieldFault(JsonNode like, JsonNode map, String path) {
        for (Map.Entry<String, JsonNode> field : like.properties()) {
            boolean optional = field.getKey().endsWith("?");
            String name = name(field.getKey());
            String place = path.equals("body") ? name : path + "." + name;
            if (!map.hasNonNull(name)) {
                if (!optional) {
                    return Optional.of(place + " is required");
                }
                continue;
            }
            Optional<String> fault = fault(meant(field.getValue()), map.get(name), place);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
            case "number" -> value.isNumber();
            case "object" -> value.isObject();
            default -> value.isTextual() && List.of(type.split("\\|", -1)).contains(value.asText());
        };
    }

    private static ObjectNode known(JsonNode like, ObjectNode body) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : like.properties()) {
            String name = name(field.getKey());
            JsonNode value = body.get(name);
            JsonNode shape = meant(field.getValue());
            if (value instanceof ObjectNode map && shape.isObject()) {
                known.set(name, known(shape, map));
            } else if (value != null && !value.isNull()) {
                known.set(name, value.deepCopy());
            }
        }
        return known;
    }

    private static JsonNode meant(JsonNode like) {
        return like.asText().startsWith("=") ? ALL.get(like.asText().substring(1)) : like;
    }

    private static String name(String key) {
        return key.endsWith("?") ? key.substring(0, key.length() - 1) : key;
    }
}
