package dev.plimsoll.dashboards.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a query of a dashboard into what Grafana sends: its macros are replaced, and its variables as the {@code regex}
 * format writes them.
 */
record GrafanaMacros(Instant from, Instant to, Duration interval, Map<String, String> chosen) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):regex}");
    private static final Pattern LEFT_OVER = Pattern.compile("\\$(?!/)\\S*");

    /** @throws IllegalArgumentException if something is left that this does not know */
    String expand(String query) {
        String expanded = VARIABLE.matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(valueOf(found.group(1))))
                .replace("$timeFilter", timeFilter())
                .replace("$__interval_ms", Long.toString(interval.toMillis()))
                .replace("$__interval", interval.toSeconds() + "s");
        Matcher leftOver = LEFT_OVER.matcher(expanded);
        if (leftOver.find()) {
            throw new IllegalArgumentException(leftOver.group() + " is no macro that is known here: " + query);
        }
        return expanded;
    }

    private String timeFilter() {
        return "time >= " + from.toEpochMilli() + "ms and time <= " + to.toEpochMilli() + "ms";
    }

    private String valueOf(String variable) {
        if (!chosen.containsKey(variable)) {
            throw new IllegalArgumentException("there is no variable " + variable);
        }
        return chosen.get(variable);
    }
}
