package dev.plimsoll.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values and names from a scenario file are put into a sentence: on one line, and without a secret. */
public final class Wording {
    private static final int LONGEST = 60;
    /** Beyond this no value of a scenario is meant, and looking for a secret in it would take long. */
    private static final int ABSURD = 1_000;

    /** User info and parameters of an address, and the prefixes of the service's keys and of JSON web tokens. */
    private static final Pattern MAYBE_SECRET = Pattern.compile("://.*[@?#]|sk_secret_|sk_live_|pk_live_|eyJ\\w{6}");

    private Wording() {}

    public static String show(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isObject() ? "a map" : "a list";
        }
        return show(value.asText());
    }

    public static String show(String value) {
        return value.length() > ABSURD || MAYBE_SECRET.matcher(value).find()
                ? "what stands here"
                : "'" + printable(value) + "'";
    }

    /** Cut to a length that fits a line, without characters that move a terminal's cursor or turn its writing. */
    public static String printable(String text) {
        String cut = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..."
                : text;
        return cut.codePoints().mapToObj(Wording::printable).collect(Collectors.joining());
    }

    private static String printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> "\\u%04x".formatted(codePoint);
            default -> Character.toString(codePoint);
        };
    }

    /** The pointer of a field in the map at {@code pointer}. */
    public static String child(String pointer, String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    /** A JSON pointer as people write it: {@code limits[0].closeCode}. */
    public static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String step : List.of(pointer.split("/", -1))) {
            String name = printable(step.replace("~1", "/").replace("~0", "~"));
            if (name.matches("\\d+")) {
                path.append('[').append(name).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
