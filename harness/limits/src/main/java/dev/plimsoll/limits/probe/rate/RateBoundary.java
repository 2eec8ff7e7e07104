package dev.plimsoll.limits.probe.rate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How many messages a second one connection may send: the sustained rate is tolerated, the burst too, more is not, and a new
 * connection may send a burst again. Every request is sent at the moment that its rate intends.
 */
public final class RateBoundary implements Probe {
    static final String BURST = "burst";
    static final String SUSTAINED_FOR = "sustainedFor";
    static final String BEYOND = "beyond";
    static final String FRAME = "frame";
    static final String DELAYS = "mayDelay";
    static final String PATIENCE = "patience";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTS = 4;
    private static final long FASTEST = 2_000;
    private static final long LARGEST_BURST = 10_000;

    @Override
    public String id() {
        return "rate-boundary";
    }

    @Override
    public String purpose() {
        return "Sends at the documented rate, then a burst at once, then too fast for long; each on a connection of its own.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MESSAGES_PER_SECOND);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(BURST, Kind.WHOLE, "how many may come at one moment"),
                Parameter.optional(SUSTAINED_FOR, Kind.DURATION, "10s", "how long the documented rate is held"),
                Parameter.optional(BEYOND, Kind.SHARE, "50%", "by how much the rate is exceeded"),
                Parameter.required(FRAME, Kind.MAP, "a request that no plan counts; {run} in it is unique"),
                Parameter.optional(DELAYS, Kind.FLAG, false, "whether what is too fast may also be held back"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for an answer"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        long rate = limit.documented().orElseThrow().value();
        if (rate < 1 || rate > FASTEST) {
            faults.add(new Fault("/documented/value", "is not from 1 to " + FASTEST, "one connection sends no faster"));
        }
        if (given.whole(BURST) < 1 || given.whole(BURST) > LARGEST_BURST) {
            faults.add(new Fault("/parameters/" + BURST, "is not from 1 to " + LARGEST_BURST, "write 200"));
        }
        if (given.share(BEYOND) < 0.1) {
            faults.add(new Fault("/parameters/" + BEYOND, "is too little to be told from chance", "write 10% to 100%"));
        }
        boolean told = given.flag(DELAYS)
                || limit.reactions().stream()
                        .anyMatch(way -> way instanceof Reaction.Close || way instanceof Reaction.SilentDrop);
        if (!told) {
            faults.add(new Fault("/reactions", "does not say what happens beyond the rate", "write { close: <code> }"));
        }
        return faults;
    }

    static ObjectNode frame(Limit limit) {
        JsonNode node = JSON.valueToTree(limit.parameters().get(FRAME));
        return node instanceof ObjectNode frame ? frame : JSON.createObjectNode();
    }

    /** Long enough to use up a burst twice while its bucket is refilled at the documented rate. */
    static int framesBeyond(Limit limit) {
        Parameters given = new Parameters(limit);
        double beyond = given.share(BEYOND);
        double rate = limit.documented().orElseThrow().value();
        double seconds = 1 + 2 * given.whole(BURST) / (rate * beyond);
        return (int) Math.ceil(seconds * rate * (1 + beyond));
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING, Fact.SIGNING_KEY);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        double rate = limit.documented().orElseThrow().value();
        double seconds = framesBeyond(limit) / (rate * (1 + given.share(BEYOND)));
        String type = frame(limit).path("type").asText();
        boolean counted = type.equals("publish") || type.equals("send");
        long messages = Math.round(given.duration(SUSTAINED_FOR).toSeconds() * rate)
                + 2 * given.whole(BURST)
                + framesBeyond(limit);
        return Cost.ofConnects(
                        CONNECTS,
                        1,
                        given.duration(SUSTAINED_FOR)
                                .plus(Duration.ofMillis(Math.round(seconds * 1_000)))
                                .plusSeconds(CONNECTS))
                .withMessages(counted ? messages : 0);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (Hurrying hurrying = new Hurrying(limit, stage)) {
            return LimitVerdict.of(limit, hurrying.probe(), stage.evidence().exchanges());
        }
    }
}
