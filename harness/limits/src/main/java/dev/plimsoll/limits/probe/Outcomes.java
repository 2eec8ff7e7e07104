package dev.plimsoll.limits.probe;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What connects came to, held against what is documented. */
public final class Outcomes {
    /** Metered docs, protocol/rate-limits: too many connects from one source address. */
    private static final int TOO_MANY_CONNECTS = 429;

    private Outcomes() {}

    static boolean isAccepted(ConnectOutcome outcome) {
        return outcome instanceof ConnectOutcome.Accepted;
    }

    /** Whether it was refused in one of the ways that the limit documents. */
    static boolean isAsDocumented(ConnectOutcome outcome, Limit limit) {
        return isAsDocumented(outcome, "", limit);
    }

    /** @param body of the answer, where a documented identifier may stand anywhere if the body's form is not documented */
    public static boolean isAsDocumented(ConnectOutcome outcome, String body, Limit limit) {
        return limit.reactions().stream().anyMatch(reaction -> matches(outcome, body, reaction));
    }

    private static boolean matches(ConnectOutcome outcome, String body, Reaction reaction) {
        if (outcome instanceof ConnectOutcome.RejectedByClose closed) {
            return reaction instanceof Reaction.Close close && !close.welcomed() && close.code() == closed.closeCode();
        }
        return outcome instanceof ConnectOutcome.RejectedByHttp refused
                && reaction instanceof Reaction.HttpStatus http
                && http.status() == refused.status()
                && (http.errorCode().equals(refused.errorCode()) || isNamedIn(body, http.errorCode(), refused));
    }

    private static boolean isNamedIn(String body, String errorCode, ConnectOutcome.RejectedByHttp refused) {
        return errorCode.isEmpty() || (refused.errorCode().isEmpty() && body.contains(errorCode));
    }

    /** Whether the source address, not the limit, stood in the way. */
    public static boolean isBlocked(ConnectOutcome outcome, Limit limit) {
        return outcome instanceof ConnectOutcome.RejectedByHttp refused
                && refused.status() == TOO_MANY_CONNECTS
                && !isAsDocumented(outcome, limit);
    }

    /** {@code 3 x 4010, 1 x accepted}. */
    static String counted(List<ConnectOutcome> outcomes) {
        Map<String, Integer> byCode = new TreeMap<>();
        outcomes.forEach(outcome -> byCode.merge(outcome.code(), 1, Integer::sum));
        return byCode.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The first of the documented reactions, as a code. */
    static String documented(Limit limit) {
        return limit.reactions().stream().map(Reaction::text).collect(Collectors.joining(" or "));
    }
}
