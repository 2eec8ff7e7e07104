package dev.plimsoll.limits.probe.http;

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
import dev.plimsoll.model.limit.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many calls a window admits. At a target that others share it looks at what the headers say and stops long before the
 * end; at a sandbox it goes beyond, and waits for the way back.
 */
public final class HttpRate implements Probe {
    static final String API = "api";
    static final String PATH = "path";
    static final String WINDOW = "window";
    static final String LOCK_OUT = "lockOut";
    static final String HEADERS = "headers";
    static final String LOOKS = "looks";
    static final String SLACK = "slack";
    private static final Duration ONE_CALL = Duration.ofMillis(20);

    @Override
    public String id() {
        return "http-rate";
    }

    @Override
    public String purpose() {
        return "Calls until a window's calls are used up, reads what Ratelimit headers say of it, and looks when calls are "
                + "admitted again; at a target that others share it stops before a tenth is left.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.CALLS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(API, Kind.TEXT, "which API is called: " + String.join(", ", Api.labels())),
                Parameter.required(PATH, Kind.TEXT, "of a GET that changes nothing"),
                Parameter.required(WINDOW, Kind.DURATION, "in which the calls are counted"),
                Parameter.optional(LOCK_OUT, Kind.DURATION, "0s", "for how long a caller that went beyond is refused"),
                Parameter.optional(HEADERS, Kind.FLAG, true, "whether Ratelimit headers are documented"),
                Parameter.optional(LOOKS, Kind.WHOLE, 10, "calls at a target that others share; 2 or more"),
                Parameter.optional(SLACK, Kind.DURATION, "1s", "how late the end of a window may be"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        Parameters given = new Parameters(limit);
        List<Fault> faults = new ArrayList<>();
        if (Api.of(given.text(API)).isEmpty()) {
            faults.add(new Fault(
                    "/parameters/" + API,
                    Wording.show(given.text(API)) + " is no API",
                    Nearest.hint(given.text(API), new TreeSet<>(Api.labels()))));
        }
        if (!given.text(PATH).startsWith("/")) {
            faults.add(new Fault("/parameters/" + PATH, "does not begin with /", "write /meetings"));
        }
        if (given.whole(LOOKS) < 2 || given.whole(LOOKS) > 1_000) {
            faults.add(new Fault("/parameters/" + LOOKS, "is not from 2 to 1000", "write 10"));
        }
        if (given.duration(WINDOW).isZero()) {
            faults.add(new Fault("/parameters/" + WINDOW, "admits nothing", "write a longer one, as 60s"));
        }
        if (limit.documented().orElseThrow().value() < 2) {
            faults.add(new Fault("/documented/value", "is too small to be told from none", "write 2 or more"));
        }
        if (limit.reactions().stream().noneMatch(Reaction.HttpStatus.class::isInstance)) {
            faults.add(new Fault("/reactions", "names no HTTP status", "write { http: 429 }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Api.of(new Parameters(limit).text(API)).orElseThrow().fact());
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        long calls = target.disposable() ? limit.documented().orElseThrow().value() + 4 : given.whole(LOOKS);
        Duration waits = given.duration(WINDOW)
                .multipliedBy(2)
                .plus(given.duration(LOCK_OUT))
                .plus(given.duration(SLACK).multipliedBy(3));
        Duration time = ONE_CALL.multipliedBy(calls);
        boolean waitsForReal = target.disposable() && !target.known().contains(Fact.CONTROL);
        return Cost.ofConnects(0, 0, waitsForReal ? time.plus(waits) : time).withRestCalls(calls);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Api api = Api.of(new Parameters(limit).text(API)).orElseThrow();
        try (Caller caller = new Caller(stage, api)) {
            RateWindow window = new RateWindow(limit, caller);
            return LimitVerdict.of(
                    limit,
                    stage.target().disposable() ? window.exhaust() : window.look(),
                    stage.evidence().exchanges());
        }
    }
}
