package dev.plimsoll.signalling.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers {@code Ratelimit} ({@code "default";r=50;t=30}) and {@code Ratelimit-Policy} ({@code
 * "burst";q=100;w=60}) say (Cloudflare docs, fundamentals/api/reference/limits).
 *
 * @param remaining calls that are left in the window
 * @param reset until the window ends
 * @param quota calls that a window admits
 * @param window how long it is
 */
public record RateLimit(
        OptionalLong remaining, Optional<Duration> reset, OptionalLong quota, Optional<Duration> window) {

    /** Empty if the answer has neither header. */
    public static Optional<RateLimit> of(HttpAnswer answer) {
        Optional<String> now = answer.header("Ratelimit");
        Optional<String> policy = answer.header("Ratelimit-Policy");
        if (now.isEmpty() && policy.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RateLimit(
                number(now, "r"), seconds(number(now, "t")), number(policy, "q"), seconds(number(policy, "w"))));
    }

    private static OptionalLong number(Optional<String> header, String parameter) {
        Matcher matcher =
                Pattern.compile("[;\\s]" + parameter + "\\s*=\\s*(\\d{1,12})").matcher(header.orElse(""));
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static Optional<Duration> seconds(OptionalLong number) {
        return number.isPresent() ? Optional.of(Duration.ofSeconds(number.getAsLong())) : Optional.empty();
    }
}
