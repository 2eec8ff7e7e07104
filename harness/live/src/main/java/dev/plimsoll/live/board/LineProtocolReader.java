package dev.plimsoll.live.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads InfluxDB line protocol: every number becomes a double, a truth value 1 or 0, texts are passed over. Wrong lines
 * are told and the rest is kept, as InfluxDB does. Pure.
 */
public final class LineProtocolReader {
    private static final int MOST_PROBLEMS = 5;

    private LineProtocolReader() {}

    /**
     * What a body held.
     *
     * @param problems of the first wrong lines, with their numbers
     * @param wrong how many lines were wrong in all
     */
    public record Batch(List<Sample> samples, List<String> problems, int wrong) {}

    /**
     * Reads a whole body.
     *
     * @param nanosPerUnit what the timestamps count: 1 for nanoseconds, 1,000,000,000 for seconds
     * @param nowNanos for lines without a timestamp
     */
    public static Batch read(String body, long nanosPerUnit, long nowNanos) {
        List<Sample> samples = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int wrong = 0;
        int number = 0;
        for (String line : body.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                samples.add(line(line.strip(), nanosPerUnit, nowNanos));
            } catch (IllegalArgumentException | ArithmeticException e) {
                wrong++;
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add("line " + number + ": " + e.getMessage());
                }
            }
        }
        return new Batch(samples, problems, wrong);
    }

    private static Sample line(String line, long nanosPerUnit, long nowNanos) {
        String series = split(line, ' ').get(0);
        List<String> rest = splitOutsideTexts(line.substring(series.length()), ' ');
        if (rest.size() < 2 || rest.size() > 3) {
            throw new IllegalArgumentException("is not measurement,tags fields timestamp");
        }
        List<String> key = split(series, ',');
        Map<String, String> tags = new TreeMap<>();
        key.subList(1, key.size()).forEach(tag -> put(tags, tag));
        long time = rest.size() == 3 ? Math.multiplyExact(time(rest.get(2)), nanosPerUnit) : nowNanos;
        String measurement = unescape(key.get(0));
        if (measurement.isEmpty()) {
            throw new IllegalArgumentException("has no measurement");
        }
        return new Sample(measurement, tags, fields(rest.get(1)), time);
    }

    private static long time(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has a timestamp that is no integer", e);
        }
    }

    private static void put(Map<String, String> tags, String text) {
        List<String> pair = pair(split(text, '='), "tag");
        tags.put(unescape(pair.get(0)), unescape(pair.get(1)));
    }

    private static Map<String, Double> fields(String text) {
        Map<String, Double> fields = new TreeMap<>();
        for (String field : splitOutsideTexts(text, ',')) {
            List<String> pair = pair(splitOutsideTexts(field, '='), "field");
            if (!pair.get(1).startsWith("\"")) {
                fields.put(unescape(pair.get(0)), number(pair.get(1)));
            } else if (pair.get(1).length() < 2 || !pair.get(1).endsWith("\"")) {
                throw new IllegalArgumentException("has a text that does not end");
            }
        }
        return fields;
    }

    private static List<String> pair(List<String> pair, String what) {
        if (pair.size() != 2 || pair.get(0).isEmpty() || pair.get(1).isEmpty()) {
            throw new IllegalArgumentException("has a " + what + " that is not name=value");
        }
        return pair;
    }

    private static double number(String text) {
        double value = switch (text) {
            case "t", "T", "true", "True", "TRUE" -> 1;
            case "f", "F", "false", "False", "FALSE" -> 0;
            default -> parse(text);
        };
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("has a field that is no finite number");
        }
        return value;
    }

    private static double parse(String text) {
        char last = text.charAt(text.length() - 1);
        boolean isInteger = last == 'i' || last == 'u';
        try {
            return isInteger
                    ? Long.parseLong(text.substring(0, text.length() - 1))
                    : Double.parseDouble(Character.isDigit(last) || last == '.' ? text : "none");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has a field that is no number", e);
        }
    }

    /** At every separator that is not escaped; a quotation mark is a character like any other. */
    private static List<String> split(String text, char separator) {
        return split(text, separator, false);
    }

    /** At every separator that is neither escaped nor part of a text, as the value of a field may be. */
    private static List<String> splitOutsideTexts(String text, char separator) {
        return split(text, separator, true);
    }

    private static List<String> split(String text, char separator, boolean quotes) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && quotes) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescape(String text) {
        return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\([,= ])", "$1");
    }
}
