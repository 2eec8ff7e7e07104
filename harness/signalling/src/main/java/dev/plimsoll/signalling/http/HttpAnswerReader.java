package dev.plimsoll.signalling.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an HTTP/1 answer from the bytes of it that have come. Pure: who reads a connection calls it again with more bytes
 * until the answer is whole.
 */
public final class HttpAnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final String START = "HTTP/1.";
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LINE_END = "\r\n";

    private HttpAnswerReader() {}

    /** What some bytes come to. */
    public sealed interface Reading {
        /** The head is not there yet. */
        record NoHead() implements Reading {}

        /** Not HTTP, whatever follows. */
        record NotHttp() implements Reading {}

        /** The head is there, the body perhaps not: see {@link HttpAnswer#complete()}. */
        record Answer(HttpAnswer answer) implements Reading {}
    }

    /**
     * @param bytes from the start of the answer
     * @param ended whether nothing will follow, which ends a body of undeclared length
     */
    public static Reading read(byte[] bytes, boolean ended) {
        // Latin-1 keeps one character a byte, so that offsets agree.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String start = text.substring(0, Math.min(START.length(), text.length()));
        int lineEnd = text.indexOf(LINE_END);
        Matcher status = STATUS_LINE.matcher(lineEnd < 0 ? "" : text.substring(0, lineEnd));
        if (!START.startsWith(start) || (lineEnd >= 0 && !status.matches())) {
            return new Reading.NotHttp();
        }
        int headEnd = text.indexOf(HEAD_END);
        if (headEnd < 0) {
            return new Reading.NoHead();
        }
        Map<String, List<String>> headers = headers(text.substring(lineEnd, headEnd));
        Body body =
                body(Integer.parseInt(status.group(1)), headers, text.substring(headEnd + HEAD_END.length()), ended);
        String decoded = new String(body.latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Reading.Answer(new HttpAnswer(Integer.parseInt(status.group(1)), headers, decoded, body.complete));
    }

    private static Map<String, List<String>> headers(String lines) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.split(LINE_END, -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private record Body(String latin1, boolean complete) {}

    private static Body body(int status, Map<String, List<String>> headers, String rest, boolean ended) {
        if (status < 200 || status == 204 || status == 304) {
            return new Body("", true);
        }
        if (first(headers, "Transfer-Encoding")
                .toLowerCase(java.util.Locale.ROOT)
                .endsWith("chunked")) {
            return chunked(rest);
        }
        String length = first(headers, "Content-Length");
        if (length.matches("\\d{1,9}")) {
            int declared = Integer.parseInt(length);
            return new Body(rest.substring(0, Math.min(declared, rest.length())), rest.length() >= declared);
        }
        return new Body(rest, ended);
    }

    private static Body chunked(String rest) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int lineEnd = rest.indexOf(LINE_END, at);
            int size = lineEnd < 0 ? -1 : chunkSize(rest.substring(at, lineEnd));
            if (size <= 0) {
                return new Body(body.toString(), size == 0);
            }
            int from = lineEnd + LINE_END.length();
            body.append(rest, Math.min(from, rest.length()), Math.min(from + size, rest.length()));
            at = from + size + LINE_END.length();
            if (at > rest.length()) {
                return new Body(body.toString(), false);
            }
        }
    }

    /** -1 where there is no size. */
    private static int chunkSize(String line) {
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        return digits.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(digits, 16) : -1;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }
}
