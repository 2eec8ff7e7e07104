package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.model.verdict.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds a document against scenario.schema.json and says what is wrong in words of the schema, not of the validator. */
final class SchemaCheck {
    private static final String RESOURCE = "/scenario.schema.json";

    private final JsonNode schemaNode;
    private final Schema schema;

    SchemaCheck() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            schemaNode = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("the class path has no " + RESOURCE, e);
        }
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaNode);
    }

    /** A fault at a JSON pointer. */
    record Fault(String pointer, String what, String hint) {}

    List<Fault> faults(JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        for (Error error : schema.validate(document)) {
            faults.add(fault(error, document));
        }
        return faults;
    }

    private Fault fault(Error error, JsonNode document) {
        String pointer = error.getInstanceLocation().toString();
        // What stands where a secret belongs may be one.
        boolean secret = schemaAt(error).path("writeOnly").asBoolean();
        String shown = secret ? "what stands here" : shown(document.at(pointer));
        String description = describe(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknown(error, pointer);
            case "required" -> new Fault(pointer, "'" + error.getProperty() + "' is missing", "add it");
            case "type" ->
                new Fault(
                        pointer,
                        shown + " is not " + types(error),
                        description.isEmpty() ? "see the schema" : description);
            case "minimum" ->
                new Fault(pointer, shown + " is too small", "write " + number(error, "minimum") + " or more");
            case "maximum" ->
                new Fault(pointer, shown + " is too large", "write " + number(error, "maximum") + " or less");
            case "pattern" -> new Fault(pointer, shown + " cannot be read", "write " + description);
            case "minProperties", "maxProperties" ->
                new Fault(pointer, "has " + document.at(pointer).size() + " entries", description);
            default -> new Fault(pointer, shown + " does not fit (" + error.getKeyword() + ")", description);
        };
    }

    private Fault unknown(Error error, String pointer) {
        String name = error.getProperty();
        TreeSet<String> known = new TreeSet<>();

        schemaAt(error).path("properties").fieldNames().forEachRemaining(known::add);
        String closest = known.stream()
                .min(Comparator.comparingInt(candidate -> EditDistance.between(candidate, name)))
                .orElse("");
        String hint = !closest.isEmpty() && EditDistance.between(closest, name) <= 1 + closest.length() / 3
                ? "did you mean '" + closest + "'?"
                : "known are " + String.join(", ", known);
        return new Fault(pointer + "/" + name, "unknown field", hint);
    }

    /** The schema that holds the failing keyword. */
    private JsonNode schemaAt(Error error) {
        String location = error.getSchemaLocation().getFragment().toString();
        String parent = location.substring(0, Math.max(0, location.lastIndexOf('/')));
        return schemaNode.at(parent.startsWith("/") || parent.isEmpty() ? parent : "/" + parent);
    }

    private String describe(Error error) {
        return schemaAt(error).path("description").asText("");
    }

    private String types(Error error) {
        JsonNode types = schemaAt(error).path("type");
        String first = types.isArray() ? types.get(0).asText() : types.asText();
        Map<String, String> words = Map.of(
                "integer", "a whole number",
                "number", "a number",
                "string", "a text",
                "boolean", "true or false",
                "object", "a map of fields",
                "array", "a list");
        return words.getOrDefault(first, first);
    }

    private String number(Error error, String keyword) {
        return schemaAt(error).path(keyword).asText();
    }

    private static String shown(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isObject() ? "a map" : "a list";
        }
        String text = value.asText();
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
    }
}
