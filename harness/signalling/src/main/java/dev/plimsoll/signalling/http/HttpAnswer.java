package dev.plimsoll.signalling.http;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP answer as a probe saw it: to a REST call, or to a WebSocket upgrade.
 *
 * @param headers values in the order of coming, by name in lower case
 * @param body read as UTF-8
 * @param complete false if the body ended early or was cut because it is too long
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body, boolean complete) {
    /** The upgrade was granted. */
    public static final int SWITCHING_PROTOCOLS = 101;

    /** Identifiers that the service promises somewhere in a refusal's body, whose form it does not document. */
    private static final List<String> PROMISED = List.of("invalid_token", "origin_not_allowed");

    private static final List<String> TELLING_HEADERS = List.of("content-type", "retry-after", "location");
    private static final String RATE_HEADERS = "ratelimit";

    public HttpAnswer {
        TreeMap<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.merge(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(values),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        headers = Collections.unmodifiableMap(lower);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** {@code Retry-After} where it is a number of seconds; a date is left to who reads {@link #header}. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    public Optional<ErrorEnvelope> envelope() {
        return ErrorEnvelope.read(body);
    }

    /** The service's identifier of what went wrong, or empty where the answer has none. */
    public String errorCode() {
        return envelope()
                .map(ErrorEnvelope::code)
                .or(() -> PROMISED.stream().filter(body::contains).findFirst())
                .orElse("");
    }

    /** Status, the headers that say something about limits, body; not masked. */
    public String describe() {
        Stream<String> telling = headers.entrySet().stream()
                .filter(header -> TELLING_HEADERS.contains(header.getKey())
                        || header.getKey().startsWith(RATE_HEADERS))
                .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()));
        return Stream.of(Stream.of("HTTP " + status), telling, Stream.of(body))
                .flatMap(parts -> parts)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" | "));
    }
}
