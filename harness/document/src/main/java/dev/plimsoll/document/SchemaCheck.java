package dev.plimsoll.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds documents against a JSON schema and says what is wrong in words of the schema, not of the validator. Safe for use
 * by several threads.
 */
public final class SchemaCheck {
    private final JsonNode node;
    private final String name;
    private final Schema schema;

    private SchemaCheck(JsonNode node, String name, JsonNode root) {
        this.node = node;
        this.name = name;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    /**
     * Reads a schema from the class path; it takes long, so keep what it answers.
     *
     * @param beside the class beside which the resource is, unless its name begins with a slash
     * @param name what a person calls the file, as {@code scenarios/scenario.schema.json}
     */
    public static SchemaCheck resource(Class<?> beside, String resource, String name) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            JsonNode node = new ObjectMapper().readTree(in);
            return new SchemaCheck(node, name, node);
        } catch (IOException e) {
            throw new IllegalStateException("the class path has no " + resource, e);
        }
    }

    /** A check of documents that hold what the schema calls {@code $defs/definition}. */
    public SchemaCheck of(String definition) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + definition);
        return new SchemaCheck(node, name, part.set("$defs", node.get("$defs")));
    }

    /** At most one fault a field: the first, which is the one of its type if that is wrong. */
    public List<Fault> faults(JsonNode document) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (Error error : schema.validate(document)) {
            Fault fault = fault(error, document.at(error.getInstanceLocation().toString()));
            faults.putIfAbsent(fault.pointer(), fault);
        }
        return List.copyOf(faults.values());
    }

    private Fault fault(Error error, JsonNode value) {
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

    private Fault unknown(String pointer, String name, JsonNode schema) {
        return new Fault(Wording.child(pointer, name), "unknown field", Nearest.hint(name, fields(schema)));
    }

    private Fault notListed(String pointer, String shown, JsonNode value, JsonNode listed) {
        Set<String> known = new TreeSet<>();
        listed.forEach(entry -> known.add(entry.asText()));
        return new Fault(pointer, shown + " is not known", Nearest.hint(value.asText(), known));
    }

    private Fault missing(String pointer, String name, JsonNode schema) {
        JsonNode property = schema.path("properties").path(name);
        JsonNode form = node.at(property.path("$ref").asText("").replaceFirst("^#", ""));
        return new Fault(
                Wording.child(pointer, name),
                "is missing",
                "add it: " + description(form.has("pattern") ? form : property));
    }

    private Fault type(String pointer, String shown, JsonNode value, JsonNode schema) {
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

    private String hintFor(String type, JsonNode schema) {
        return switch (type) {
            case "integer" -> "write it in digits, as 10";
            case "string" -> schema.has("pattern") ? "write " + description(schema) : "put it in quotes";
            case "boolean" -> "write true or false";
            case "object" -> "its fields are " + String.join(", ", fields(schema));
            case "array" -> "write each entry on a line of its own, after '- '";
            default -> description(schema);
        };
    }

    private Fault count(String pointer, JsonNode value, JsonNode schema) {
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
    private JsonNode schemaAt(Error error) {
        String location = error.getSchemaLocation().getFragment().toString();
        return node.at(location.substring(0, Math.max(0, location.lastIndexOf('/'))));
    }

    private String description(JsonNode schema) {
        return schema.path("description").asText("see " + name);
    }
}
