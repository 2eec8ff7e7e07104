package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.model.verdict.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds a document against scenario.schema.json and says what is wrong in words of the schema, not of the validator. */
final class SchemaCheck {
    private static final String RESOURCE = "/scenario.schema.json";

    private SchemaCheck() {}

    /** A fault at a JSON pointer. */
    record Fault(String pointer, String what, String hint) {
        /** Whether it is about this field, or about a map or list that the field is in. */
        boolean covers(String field) {
            return (field + "/").startsWith(pointer + "/");
        }
    }

    /** Read when the first document is checked, and once: it takes longer than all else that validating does. */
    private static final class Loaded {
        private static final JsonNode NODE = read();
        private static final Schema SCENARIO = schema(NODE);
        private static final Schema SANDBOX = schema(sandbox());

        private static Schema schema(JsonNode node) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(node);
        }

        /** What stands under target.sandbox in a scenario may stand in a file of its own. */
        private static JsonNode sandbox() {
            ObjectNode sandbox = JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/sandbox");
            return sandbox.set("$defs", NODE.get("$defs"));
        }

        private static JsonNode read() {
            try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
                return new ObjectMapper().readTree(in);
            } catch (IOException e) {
                throw new IllegalStateException("the class path has no " + RESOURCE, e);
            }
        }
    }

    /** At most one fault a field: the first, which is the one of its type if that is wrong. */
    static List<Fault> faults(JsonNode document) {
        return faults(document, Loaded.SCENARIO);
    }

    /** Likewise, of a document that holds what may stand under target.sandbox. */
    static List<Fault> faultsOfSandbox(JsonNode document) {
        return faults(document, Loaded.SANDBOX);
    }

    private static List<Fault> faults(JsonNode document, Schema schema) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (Error error : schema.validate(document)) {
            Fault fault = fault(error, document.at(error.getInstanceLocation().toString()));
            faults.putIfAbsent(fault.pointer(), fault);
        }
        return List.copyOf(faults.values());
    }

    private static Fault fault(Error error, JsonNode value) {
        String pointer = error.getInstanceLocation().toString();
        JsonNode schema = schemaAt(error);
        String bound = schema.path(error.getKeyword()).asText();
        // What stands where a secret belongs may be one.
        String shown = schema.path("writeOnly").asBoolean() ? "what stands here" : Wording.show(value);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknown(pointer, error.getProperty(), schema);
            case "required" -> missing(pointer, error.getProperty(), schema);
            case "type" -> type(pointer, shown, value, schema);
            case "minimum" -> new Fault(pointer, shown + " is too small", "write " + bound + " or more");
            case "maximum" -> new Fault(pointer, shown + " is too large", "write " + bound + " or less");
            case "minLength" -> new Fault(pointer, "is empty", "write a text");
            case "maxLength" -> new Fault(pointer, "is too long", "write " + bound + " characters or fewer");
            case "maxItems" -> new Fault(pointer, "has " + value.size() + " entries", "write " + bound + " or fewer");
            case "pattern" -> new Fault(pointer, shown + " cannot be read", "write " + description(schema));
            case "enum" -> notListed(pointer, shown, value, schema.path("enum"));
            case "minProperties", "maxProperties" -> count(pointer, value, schema);
            default -> new Fault(pointer, shown + " does not fit", description(schema));
        };
    }

    private static Fault unknown(String pointer, String name, JsonNode schema) {
        return new Fault(Wording.child(pointer, name), "unknown field", closest(name, fields(schema)));
    }

    private static Fault notListed(String pointer, String shown, JsonNode value, JsonNode listed) {
        Set<String> known = new TreeSet<>();
        listed.forEach(entry -> known.add(entry.asText()));
        return new Fault(pointer, shown + " is not known", closest(value.asText(), known));
    }

    private static String closest(String name, Set<String> known) {
        String closest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                .orElse("");
        return !closest.isEmpty() && distance(closest, name) <= 1 + closest.length() / 3
                ? "did you mean '" + closest + "'?"
                : "known are " + String.join(", ", known);
    }

    /** A name that is much longer than any field resembles none; its distance would take long to say so. */
    private static int distance(String candidate, String name) {
        return name.length() > 64 ? Integer.MAX_VALUE : EditDistance.between(candidate, name);
    }

    private static Fault missing(String pointer, String name, JsonNode schema) {
        JsonNode property = schema.path("properties").path(name);
        JsonNode form = Loaded.NODE.at(property.path("$ref").asText("").replaceFirst("^#", ""));
        return new Fault(
                Wording.child(pointer, name),
                "is missing",
                "add it: " + description(form.has("pattern") ? form : property));
    }

    private static Fault type(String pointer, String shown, JsonNode value, JsonNode schema) {
        JsonNode types = schema.path("type");
        String wanted = types.isArray() ? types.get(0).asText() : types.asText();
        if (value.isNull()) {
            return new Fault(pointer, "has no value", hintFor(wanted, schema));
        }
        // A text where a map belongs may be the secret that one of the map's fields refers to.
        boolean misplaced = value.isTextual() && (wanted.equals("object") || wanted.equals("array"));
        return new Fault(pointer, (misplaced ? "a text" : shown) + " is not " + words(wanted), hintFor(wanted, schema));
    }

    private static String words(String type) {
        return switch (type) {
            case "integer" -> "a whole number";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            case "object" -> "a map of fields";
            case "array" -> "a list";
            default -> "a " + type;
        };
    }

    private static String hintFor(String type, JsonNode schema) {
        return switch (type) {
            case "integer" -> "write it in digits, as 10";
            case "string" -> schema.has("pattern") ? "write " + description(schema) : "put it in quotes";
            case "boolean" -> "write true or false";
            case "object" -> "its fields are " + String.join(", ", fields(schema));
            case "array" -> "write each entry on a line of its own, after '- '";
            default -> description(schema);
        };
    }

    private static Fault count(String pointer, JsonNode value, JsonNode schema) {
        String what = value.isEmpty() ? "is empty" : "has " + value.size() + " entries";
        String hint = schema.has("maxProperties") ? "write exactly one of " : "write at least one of ";
        return new Fault(pointer, what, hint + String.join(", ", fields(schema)));
    }

    private static Set<String> fields(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The schema that holds the failing keyword. */
    private static JsonNode schemaAt(Error error) {
        String location = error.getSchemaLocation().getFragment().toString();
        return Loaded.NODE.at(location.substring(0, Math.max(0, location.lastIndexOf('/'))));
    }

    private static String description(JsonNode schema) {
        return schema.path("description").asText("see scenarios/scenario.schema.json");
    }
}
