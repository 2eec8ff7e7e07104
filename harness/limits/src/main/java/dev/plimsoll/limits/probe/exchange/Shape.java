package dev.plimsoll.limits.probe.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.Wording;
import java.util.Map;
import java.util.Optional;

/**
 * What JSON must look like: an object has at least these fields, a list exactly these entries, anything else is equal. The
 * text {@code (any)} stands for whatever is there, {@code (absent)} for a field that must not be there. Pure.
 */
public record Shape(JsonNode expected) {
    public static final String ANY = "(any)";
    public static final String ABSENT = "(absent)";

    /** Where an actual value differs, and how; empty if it does not. */
    public Optional<String> difference(JsonNode actual) {
        return difference("", expected, actual);
    }

    private static Optional<String> difference(String path, JsonNode expected, JsonNode actual) {
        boolean wantsAbsent = expected.isTextual() && expected.textValue().equals(ABSENT);
        if (wantsAbsent || actual.isMissingNode()) {
            return wantsAbsent == actual.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(named(path) + (wantsAbsent ? " is there" : " is missing"));
        } else if (expected.isTextual() && expected.textValue().equals(ANY)) {
            return Optional.empty();
        } else if (expected.isObject() && actual.isObject()) {
            return fields(path, expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            return entries(path, expected, actual);
        }
        return isSame(expected, actual)
                ? Optional.empty()
                : Optional.of(named(path) + " is " + shown(actual) + ", not " + shown(expected));
    }

    private static Optional<String> fields(String path, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            String here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Optional<String> difference = difference(here, field.getValue(), actual.path(field.getKey()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> entries(String path, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return Optional.of(named(path) + " has " + actual.size() + " entries, not " + expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> difference = difference(path + "[" + i + "]", expected.get(i), actual.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** 1 and 1.0 are the same number. */
    private static boolean isSame(JsonNode expected, JsonNode actual) {
        return (expected.isNumber() && actual.isNumber())
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }

    private static String named(String path) {
        return path.isEmpty() ? "it" : path;
    }

    private static String shown(JsonNode value) {
        return Wording.printable(value.toString());
    }
}
