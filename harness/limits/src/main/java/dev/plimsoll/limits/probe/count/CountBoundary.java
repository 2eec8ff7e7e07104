package dev.plimsoll.limits.probe.count;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How many of something one connection may have: exactly as many requests as documented are accepted, the next is refused as
 * documented, and one that is undone frees a place.
 */
public final class CountBoundary implements Probe {
    static final String TAKES = "takes";
    static final String FREES = "frees";
    static final String RATE = "rate";
    static final String PATIENCE = "patience";
    static final String NUMBER = "i";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST = 10_000;
    private static final Duration ONE_CONNECT = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "count-boundary";
    }

    @Override
    public String purpose() {
        return "Asks for one thing after another on one connection, up to the limit and beyond, gives one back and asks again.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.CHANNELS, LimitUnit.ENTRIES);
    }

    @Override
    public boolean searches() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        TAKES, Kind.MAP, "the frame that takes a place; {i} in it is another number each time"),
                Parameter.required(FREES, Kind.MAP, "the frame that frees the place of the number {i}"),
                Parameter.optional(RATE, Kind.RATE, "80/s", "how many requests a second, below the limit on that"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for an answer"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        long value = limit.documented().orElseThrow().value();
        if (value < 1 || value > MOST) {
            faults.add(new Fault("/documented/value", "is not from 1 to " + MOST, "write 100"));
        }
        for (String name : List.of(TAKES, FREES)) {
            if (!template(limit, name).toString().contains("{" + NUMBER + "}")) {
                faults.add(new Fault(
                        "/parameters/" + name,
                        "is the same frame each time",
                        "write {i} where the number is to stand"));
            }
        }
        if (limit.reactions().isEmpty()) {
            faults.add(new Fault("/reactions", "does not say how the next is refused", "write { error: <code> }"));
        }
        return faults;
    }

    static ObjectNode template(Limit limit, String name) {
        JsonNode node = JSON.valueToTree(limit.parameters().get(name));
        return node instanceof ObjectNode frame ? frame : JSON.createObjectNode();
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING, Fact.SIGNING_KEY);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        long requests = limit.documented().orElseThrow().value() + 3;
        double seconds = requests / new Parameters(limit).rate(RATE);
        return Cost.ofConnects(1, 1, ONE_CONNECT.plus(Duration.ofMillis(Math.round(seconds * 1_000))));
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (Counting counting = new Counting(limit, stage)) {
            return LimitVerdict.of(limit, counting.probe(), stage.evidence().exchanges());
        }
    }
}
