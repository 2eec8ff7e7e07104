package dev.plimsoll.document;

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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A YAML document that remembers on which line each value stands. There is one document, without aliases, so that the
 * tree is never larger than the text.
 *
 * @param root null if the text holds no value
 * @param lines JSON pointer to line, from 1; a field's line is that of its name
 * @param repeated fields that stand again in one map; the tree holds the first of each
 */
public record LocatedYaml(JsonNode root, Map<String, Integer> lines, List<Repeated> repeated) {
    private static final YAMLFactory YAML = new YAMLFactory();

    /** A field that stands on line {@code first} and again on line {@code again}. */
    public record Repeated(String pointer, int first, int again) {}

    /** @throws Broken if the text is not YAML, or uses aliases */
    static LocatedYaml parse(String text) throws Broken {
        try (YAMLParser parser = YAML.createParser(text)) {
            return new Reader(parser).document();
        } catch (JsonProcessingException e) {
            throw YamlFault.explain(e, text);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    public int lineOf(String pointer) {
        String known = pointer;
        while (!lines.containsKey(known) && known.contains("/")) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }

    /** A text that is not YAML, or not YAML that is read here. */
    static final class Broken extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String hint;

        Broken(int line, String what, String hint) {
            super(what);
            this.line = line;
            this.hint = hint;
        }

        int line() {
            return line;
        }

        String hint() {
            return hint;
        }
    }

    private static final class Reader {
        private static final int DEEPEST = 32;
        /** Without what YAML 1.1 reads in surprising ways: 010 as eight, 1_000 as a thousand. Such a text is no number. */
        private static final Pattern PLAIN_WHOLE = Pattern.compile("[-+]?(0|[1-9]\\d{0,30})");

        private final YAMLParser parser;
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Repeated> repeated = new ArrayList<>();

        Reader(YAMLParser parser) {
            this.parser = parser;
        }

        LocatedYaml document() throws IOException, Broken {
            JsonNode root = parser.nextToken() == null ? null : value("", 0);
            if (root != null && parser.nextToken() != null) {
                throw new Broken(line(), "a second document begins here", "give each scenario a file of its own");
            }
            return new LocatedYaml(root, lines, repeated);
        }

        private JsonNode value(String pointer, int depth) throws IOException, Broken {
            lines.putIfAbsent(pointer, line());
            if (parser.isCurrentAlias()) {
                throw new Broken(line(), "aliases (*name) are not supported", "write the value out");
            }
            if (depth > DEEPEST) {
                throw new Broken(line(), "values are nested too deeply", "close the brackets");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(pointer, depth);
                case START_ARRAY -> array(pointer, depth);
                default -> scalar();
            };
        }

        private ObjectNode object(String pointer, int depth) throws IOException, Broken {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String child = Wording.child(pointer, name);
                int line = line();
                lines.putIfAbsent(child, line);
                parser.nextToken();
                JsonNode value = value(child, depth + 1);
                if (object.putIfAbsent(name, value) != null) {
                    repeated.add(new Repeated(child, lines.get(child), line));
                }
            }
            return object;
        }

        private ArrayNode array(String pointer, int depth) throws IOException, Broken {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }

        private ValueNode scalar() throws IOException {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> whole(parser.getText());
                case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
                case VALUE_TRUE -> json.booleanNode(true);
                case VALUE_FALSE -> json.booleanNode(false);
                case VALUE_NULL -> json.nullNode();
                default -> json.textNode(parser.getText());
            };
        }

        private static ValueNode whole(String text) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return PLAIN_WHOLE.matcher(text).matches() ? json.numberNode(new BigInteger(text)) : json.textNode(text);
        }

        /** The infinities, and what is no number to Java, stay text: no field can mean them. */
        private static ValueNode fraction(String text) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            try {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) ? json.numberNode(value) : json.textNode(text);
            } catch (NumberFormatException e) {
                return json.textNode(text);
            }
        }

        private int line() {
            return parser.currentTokenLocation().getLineNr();
        }
    }
}
