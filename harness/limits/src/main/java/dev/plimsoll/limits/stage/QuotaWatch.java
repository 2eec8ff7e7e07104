package dev.plimsoll.limits.stage;

import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices when a target says that something is used up which others share. What the limit at hand is about is no such sign.
 * Safe for use by several threads.
 */
public final class QuotaWatch {
    private static final Map<String, String> SIGNS = Map.of(
            "4010", "the app's connections are used up (close 4010)",
            "4012", "the account is suspended (close 4012)",
            "402", "the account must pay first (HTTP 402)",
            "over_message_quota", "the app's messages are used up (over_message_quota)");

    private final Set<String> subject;
    private volatile String sign = "";

    public QuotaWatch(Limit limit) {
        this.subject = limit.reactions().stream().map(QuotaWatch::code).collect(Collectors.toSet());
    }

    /** @param code a close code, HTTP status or error code that the target answered with */
    public void heard(String code) {
        if (SIGNS.containsKey(code) && !subject.contains(code)) {
            sign = SIGNS.get(code);
        }
    }

    /** What is used up, in a sentence; empty as long as nothing is. */
    public Optional<String> sign() {
        return sign.isEmpty() ? Optional.empty() : Optional.of(sign);
    }

    private static String code(Reaction reaction) {
        if (reaction instanceof Reaction.Close close) {
            return Integer.toString(close.code());
        } else if (reaction instanceof Reaction.HttpStatus http) {
            return Integer.toString(http.status());
        }
        return reaction instanceof Reaction.ErrorFrame error ? error.code() : "";
    }
}
