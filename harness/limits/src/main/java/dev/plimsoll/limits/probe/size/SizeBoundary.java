package dev.plimsoll.limits.probe.size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
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
import dev.plimsoll.signalling.probe.Filler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How large something may be: exactly the documented size is accepted, one more is refused as documented, whatever the text
 * is made of. Text of several bytes a character tells limits on bytes from limits on characters.
 */
public final class SizeBoundary implements Probe {
    static final String OF = "of";
    static final String TEMPLATE = "template";
    static final String CLAIM = "claim";
    static final String CALL = "call";
    static final String FILLERS = "fillers";
    static final String PATIENCE = "patience";

    private static final List<String> CLAIMS = List.of("metadata", "peerMetadata");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 8 << 20;
    private static final Duration ONE_TRY = Duration.ofMillis(500);

    @Override
    public String id() {
        return "size-boundary";
    }

    @Override
    public String purpose() {
        return "Sends exactly the documented size, then one more, in text of one and of several bytes a character.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.BYTES, LimitUnit.CHARACTERS);
    }

    @Override
    public boolean searches() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        OF, Kind.TEXT, "what has the size: frame, field (the text with {fill}), claim or body"),
                Parameter.required(TEMPLATE, Kind.MAP, "the frame, claim or body; {fill} in it is filled up"),
                Parameter.perhaps(CLAIM, Kind.TEXT, "which claim, of " + CLAIMS),
                Parameter.perhaps(CALL, Kind.TEXT, "which call the body belongs to, as POST /v1/tokens"),
                Parameter.optional(
                        FILLERS,
                        Kind.LIST,
                        List.of("ascii", "three-bytes"),
                        "of ascii, two-bytes, three-bytes, four-bytes"),
                Parameter.optional(PATIENCE, Kind.DURATION, "5s", "for an answer"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        Subject subject = Subject.read(given.text(OF), "/parameters/" + OF, faults::add);
        long value = limit.documented().orElseThrow().value();
        if (value < 1 || value > LARGEST) {
            faults.add(new Fault("/documented/value", "is not from 1 to " + LARGEST, "write 65536"));
        }
        if (!template(limit).toString().contains("{" + Filled.FILL + "}")) {
            faults.add(new Fault("/parameters/" + TEMPLATE, "has nothing to fill up", "write {fill} into one text"));
        }
        for (String filler : given.texts(FILLERS)) {
            if (!fillerNames().contains(filler)) {
                String what = Wording.show(filler) + " is no filler";
                faults.add(new Fault("/parameters/" + FILLERS, what, Nearest.hint(filler, fillerNames())));
            }
        }
        if (subject == Subject.CLAIM && (!given.has(CLAIM) || !CLAIMS.contains(given.text(CLAIM)))) {
            faults.add(new Fault("/parameters/" + CLAIM, "does not name a claim", "write one of " + CLAIMS));
        }
        if (subject == Subject.BODY && (!given.has(CALL) || !given.text(CALL).matches("(POST|PUT|PATCH) /\\S*"))) {
            faults.add(new Fault("/parameters/" + CALL, "does not name a call", "write POST /v1/tokens"));
        }
        if (limit.reactions().isEmpty()) {
            faults.add(new Fault("/reactions", "does not say how one more is refused", "write { close: 1009 }"));
        }
        return faults;
    }

    static JsonNode template(Limit limit) {
        return JSON.valueToTree(limit.parameters().get(TEMPLATE));
    }

    private static List<String> fillerNames() {
        return Arrays.stream(Filler.values())
                .map(filler -> filler.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    static Filler filler(String name) {
        return Filler.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Subject subject(Limit limit) {
        return Subject.of(new Parameters(limit).text(OF)).orElseThrow();
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return subject(limit) == Subject.BODY ? EnumSet.of(Fact.REST) : EnumSet.of(Fact.SIGNALLING, Fact.SIGNING_KEY);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        long tries = 2L * new Parameters(limit).list(FILLERS).size();
        if (subject(limit) == Subject.BODY) {
            boolean publishes = new Parameters(limit).text(CALL).endsWith("/publish");
            return Cost.ofConnects(0, 0, ONE_TRY.multipliedBy(tries))
                    .withMessages(publishes ? tries : 0)
                    .withRestCalls(tries);
        }
        String type = template(limit).path("type").asText();
        boolean counted = type.equals("publish") || type.equals("send");
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(tries, target.sources().size())
                .plus(ONE_TRY.multipliedBy(tries));
        return Cost.ofConnects(tries, tries, time).withMessages(counted ? tries : 0);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        try (Sizing sizing = new Sizing(limit, subject(limit), stage)) {
            return LimitVerdict.of(limit, sizing.parts(), stage.evidence().exchanges());
        }
    }
}
