package dev.plimsoll.sandbox.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Lays settings over the documented configuration: what they do not name keeps its documented value. */
public final class SandboxConfigReader {
    private static final ObjectMapper MAPPER = ConfigJson.mapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectNode DOCUMENTED = resource();

    private SandboxConfigReader() {}

    /** The service as its documents describe it. */
    public static SandboxConfig documented() {
        return read(JsonNodeFactory.instance.objectNode());
    }

    /**
     * @param settings a map in the form of documented.yaml, of which any part may be missing
     * @throws PlimsollException USAGE if a field is unknown, or its value cannot be read or is out of range
     */
    public static SandboxConfig read(JsonNode settings) {
        return bind(merged(DOCUMENTED, settings));
    }

    /** Reads settings written as YAML. */
    public static SandboxConfig yaml(String settings) {
        try {
            JsonNode read = YAML.readTree(settings);
            return read(read.isObject() ? read : JsonNodeFactory.instance.objectNode());
        } catch (JsonProcessingException e) {
            throw wrong("the settings are not YAML", e);
        }
    }

    /** Changes parts of a configuration. */
    public static SandboxConfig change(SandboxConfig config, JsonNode settings) {
        return bind(merged(write(config), settings));
    }

    /** The configuration as {@link #read} takes it. */
    public static ObjectNode write(SandboxConfig config) {
        return MAPPER.valueToTree(config);
    }

    private static SandboxConfig bind(ObjectNode whole) {
        try {
            return Ranges.checked(MAPPER.treeToValue(whole, SandboxConfig.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw wrong(message.lines().findFirst().orElse(""), e);
        }
    }

    private static ObjectNode merged(ObjectNode base, JsonNode over) {
        ObjectNode result = base.deepCopy();
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            JsonNode known = result.get(field.getKey());
            if (known instanceof ObjectNode map && field.getValue().isObject()) {
                result.set(field.getKey(), merged(map, field.getValue()));
            } else if (field.getKey().equals("apps") && field.getValue().isArray()) {
                result.set("apps", apps(DOCUMENTED.get("apps").get(0), field.getValue()));
            } else {
                result.set(field.getKey(), field.getValue());
            }
        }
        return result;
    }

    /** Each app, too, may leave out what it shares with the first documented one. */
    private static ArrayNode apps(JsonNode model, JsonNode apps) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        apps.forEach(app -> result.add(merged((ObjectNode) model, app)));
        return result;
    }

    private static PlimsollException wrong(String message, Exception cause) {
        return new PlimsollException(
                ExitCode.USAGE,
                "the sandbox's configuration is wrong: " + message,
                "docs/sandbox.md lists every setting",
                cause);
    }

    private static ObjectNode resource() {
        try (InputStream in = SandboxConfigReader.class.getResourceAsStream("documented.yaml")) {
            ObjectNode documented = (ObjectNode) YAML.readTree(in);
            JsonNode apps = documented.get("apps");
            documented.set("apps", apps(apps.get(0), apps));
            return documented;
        } catch (IOException e) {
            throw new IllegalStateException("the class path has no documented.yaml", e);
        }
    }
}
