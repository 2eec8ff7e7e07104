package dev.plimsoll.limits.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.RestCalls;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a service tells of the connections of an app, where a pack says where it stands.
 *
 * @param open connections that are open now, whoever opened them; empty if it is not told
 * @param most that the app's plan permits; likewise
 */
record AppUsage(OptionalLong open, OptionalLong most) {
    static final String PARAMETER = "usage";

    private static final AppUsage UNTOLD = new AppUsage(OptionalLong.empty(), OptionalLong.empty());
    private static final String PATH = "path";
    private static final String OPEN = "open";
    private static final String MOST = "most";

    /** What is wrong with the parameter, if it is there. */
    static List<Fault> faults(Limit limit) {
        Parameters given = new Parameters(limit);
        if (!given.has(PARAMETER)) {
            return List.of();
        }
        Map<?, ?> said = given.map(PARAMETER);
        boolean sound = said.keySet().equals(Set.of(PATH, OPEN, MOST))
                && said.values().stream().allMatch(value -> value instanceof String text && text.startsWith("/"));
        String hint = "write { path: /v1/usage, open: /concurrentNow, most: /plan/maxConcurrentConnections }";
        return sound
                ? List.of()
                : List.of(new Fault("/parameters/" + PARAMETER, "is not path, open and most, each with a /", hint));
    }

    /** Asks, if the pack says where and the target can be asked. */
    static AppUsage ask(Limit limit, Stage stage) throws InterruptedException {
        Parameters given = new Parameters(limit);
        if (!given.has(PARAMETER) || stage.target().rest().isEmpty()) {
            return UNTOLD;
        }
        Map<?, ?> said = given.map(PARAMETER);
        try (RestCalls calls = new RestCalls(stage)) {
            JsonNode told = calls.signalling("GET", (String) said.get(PATH), Optional.empty())
                    .json();
            return new AppUsage(number(told.at((String) said.get(OPEN))), number(told.at((String) said.get(MOST))));
        }
    }

    private static OptionalLong number(JsonNode value) {
        return value.canConvertToLong() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    /** Connections that are not among these; 0 if nobody tells. */
    long beside(long known) {
        return Math.max(0, open.orElse(known) - known);
    }
}
