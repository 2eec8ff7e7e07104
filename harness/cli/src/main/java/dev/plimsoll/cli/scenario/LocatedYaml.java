package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML document that remembers on which line each value stands.
 *
 * @param lines JSON pointer to line, from 1
 * @param repeated pointers of keys that stand twice in one map
 */
record LocatedYaml(JsonNode root, Map<String, Integer> lines, List<String> repeated) {
    private static final YAMLFactory YAML = new YAMLFactory();

    /** @throws Broken if the text is not YAML, or uses aliases */
    static LocatedYaml parse(String text) throws Broken {
        Reader reader = new Reader();
        try (YAMLParser parser = YAML.createParser(text)) {
            JsonNode root = parser.nextToken() == null ? null : reader.value(parser, "");
            return new LocatedYaml(root, reader.lines, reader.repeated);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Broken(line, firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Broken(0, String.valueOf(e.getMessage()));
        }
    }

    int lineOf(String pointer) {
        String known = pointer;
        while (!lines.containsKey(known) && known.contains("/")) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }

    private static String firstLine(String message) {
        return message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
    }

    /** A text that is not YAML. */
    static final class Broken extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final int line;

        Broken(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private static final class Reader {
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<String> repeated = new ArrayList<>();

        private JsonNode value(YAMLParser parser, String pointer) throws IOException {
            lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
            if (parser.isCurrentAlias()) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "aliases (*name) are not supported");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(parser, pointer);
                case START_ARRAY -> array(parser, pointer);
                default -> scalar(parser);
            };
        }

        private ObjectNode object(YAMLParser parser, String pointer) throws IOException {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (object.has(name)) {
                    repeated.add(child);
                }
                lines.put(child, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                object.set(name, value(parser, child));
            }
            return object;
        }

        private ArrayNode array(YAMLParser parser, String pointer) throws IOException {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser, pointer + "/" + array.size()));
            }
            return array;
        }

        private static ValueNode scalar(JsonParser parser) throws IOException {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> json.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> json.numberNode(parser.getDoubleValue());
                case VALUE_TRUE -> json.booleanNode(true);
                case VALUE_FALSE -> json.booleanNode(false);
                case VALUE_NULL -> json.nullNode();
                default -> json.textNode(parser.getText());
            };
        }
    }
}
