package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the blanks of a pack's texts: <code>${name}</code> is what was saved under it, <code>${value+1}</code> a number,
 * <code>${text value+1}</code> a text of so many characters, <code>${text 64 &auml;}</code> one of so many of these,
 * <code>${list value c#}</code> so many texts, each with its number for the #. A text that is one blank and nothing else takes the saved value's type. For one thread.
 */
final class Blanks {
    /** A blank stands for something that was never saved. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(String name) {
            super(name);
        }
    }

    private static final Pattern BLANK = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern SUM = Pattern.compile("(\\w+)\\s*(?:([+-])\\s*(\\d{1,12}))?");
    private static final Pattern TEXT = Pattern.compile("text\\s+(\\w+(?:\\s*[+-]\\s*\\d{1,12})?)(?:\\s+(\\S+))?");
    private static final Pattern LIST = Pattern.compile("list\\s+(\\w+(?:\\s*[+-]\\s*\\d{1,12})?)\\s+(\\S+)");
    /** A field that stands for all fields of its value. */
    private static final String SPREAD = "...";

    private static final long LONGEST_TEXT = 10_000_000;
    private static final long LONGEST_LIST = 100_000;

    private final Map<String, JsonNode> saved = new HashMap<>();

    void save(String name, JsonNode value) {
        saved.put(name, value);
    }

    /** @throws Unknown if something was not saved */
    JsonNode fill(JsonNode template) {
        if (template.isTextual()) {
            return fill(template.textValue());
        }
        if (template.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(field -> {
                JsonNode value = fill(field.getValue());
                if (field.getKey().equals(SPREAD) && value instanceof ObjectNode fields) {
                    filled.setAll(fields);
                } else {
                    filled.set(field.getKey(), value);
                }
            });
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(item -> filled.add(fill(item)));
            return filled;
        }
        return template;
    }

    private JsonNode fill(String template) {
        Matcher whole = BLANK.matcher(template);
        return whole.matches() ? meaning(whole.group(1).strip()) : TextNode.valueOf(text(template, text -> text));
    }

    /** @param encoded applied to what is filled in */
    String text(String template, UnaryOperator<String> encoded) {
        return BLANK.matcher(template)
                .replaceAll(blank -> Matcher.quoteReplacement(
                        encoded.apply(meaning(blank.group(1).strip()).asText())));
    }

    private JsonNode meaning(String blank) {
        Matcher text = TEXT.matcher(blank);
        if (text.matches()) {
            long length = number(text.group(1));
            if (length < 0 || length > LONGEST_TEXT) {
                throw new Unknown(blank);
            }
            return TextNode.valueOf((text.group(2) == null ? "x" : text.group(2)).repeat((int) length));
        }
        Matcher list = LIST.matcher(blank);
        if (list.matches()) {
            return list(number(list.group(1)), list.group(2), blank);
        }
        return saved.containsKey(blank) ? saved.get(blank) : LongNode.valueOf(number(blank));
    }

    private static JsonNode list(long length, String entry, String blank) {
        if (length < 0 || length > LONGEST_LIST) {
            throw new Unknown(blank);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (long i = 1; i <= length; i++) {
            list.add(entry.replace("#", Long.toString(i)));
        }
        return list;
    }

    private long number(String sum) {
        Matcher parts = SUM.matcher(sum);
        if (!parts.matches()) {
            throw new Unknown(sum);
        }
        long first = operand(parts.group(1));
        long second = parts.group(3) == null ? 0 : Long.parseLong(parts.group(3));
        return "-".equals(parts.group(2)) ? first - second : first + second;
    }

    private long operand(String name) {
        if (name.matches("\\d{1,18}")) {
            return Long.parseLong(name);
        }
        JsonNode value = saved.get(name);
        if (value == null || !value.canConvertToLong()) {
            throw new Unknown(name);
        }
        return value.asLong();
    }

    /** What blanks of a template refer to: names without sums and the like. Pure. */
    static Map<String, String> names(JsonNode template) {
        Map<String, String> names = new LinkedHashMap<>();
        collect(template, names);
        return names;
    }

    private static void collect(JsonNode template, Map<String, String> names) {
        if (template.isTextual()) {
            Matcher blank = BLANK.matcher(template.textValue());
            while (blank.find()) {
                String inside = blank.group(1).strip();
                Matcher text = TEXT.matcher(inside);
                Matcher list = LIST.matcher(inside);
                String number = text.matches() ? text.group(1) : list.matches() ? list.group(1) : inside;
                Matcher sum = SUM.matcher(number);
                String name = sum.matches() ? sum.group(1) : inside;
                if (!name.matches("\\d{1,18}")) {
                    names.put(name, blank.group());
                }
            }
        }
        template.forEach(inner -> collect(inner, names));
    }
}
