package dev.plimsoll.telemetry.upload;

import dev.plimsoll.telemetry.upload.PointStore.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What an HTTP status of a write means, the same for every version of InfluxDB. Only 400 and 422 speak of the lines; a
 * wrong token or a bucket that is not there can be put right, so the points wait.
 */
final class HttpAnswers {
    private static final int BAD_REQUEST = 400;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final Duration LONGEST_WISH = Duration.ofMinutes(10);
    private static final int REASON_LENGTH = 300;

    private HttpAnswers() {}

    /**
     * @param reason the server's words
     * @param retryAfter the header of that name, or null
     */
    static Answer of(int status, String reason, String retryAfter, Instant now) {
        String told = "HTTP " + status + (reason == null || reason.isBlank() ? "" : ": " + oneLine(reason));
        if (status >= 200 && status < 300) {
            return new Answer.Taken();
        }
        return switch (status) {
            case BAD_REQUEST, UNPROCESSABLE -> new Answer.BadLines(told);
            case PAYLOAD_TOO_LARGE -> new Answer.TooLarge(told);
            default -> new Answer.NotNow(told, after(retryAfter, now));
        };
    }

    /** No answer came. */
    static Answer none(String why) {
        return new Answer.NotNow(oneLine(why), Optional.empty());
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + " ...";
    }

    /** Seconds or a date (RFC 9110, section 10.2.3); what is neither is no wish, and none is longer than ten minutes. */
    private static Optional<Duration> after(String header, Instant now) {
        return Optional.ofNullable(header)
                .flatMap(text -> parsed(text.strip(), now))
                .map(wish -> wish.isNegative() ? Duration.ZERO : wish)
                .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
    }

    private static Optional<Duration> parsed(String text, Instant now) {
        try {
            return Optional.of(
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
