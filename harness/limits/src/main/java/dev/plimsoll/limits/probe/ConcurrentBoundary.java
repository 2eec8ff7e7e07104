package dev.plimsoll.limits.probe;

import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.LimitSearch;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.ConnectRate;
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
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How many connections may be open at once: exactly as many as documented are accepted, the next are refused as documented
 * (one after another, and as a burst), a place that was left is usable again, and none leaks. Every open connection of the
 * run counts, whoever opened it; the probe adds what is missing.
 */
public final class ConcurrentBoundary implements Probe {
    /** The parts, in the order in which they are carried out. */
    static final List<String> PHASES = List.of("boundary", "slot", "burst", "leak");

    static final String BEYOND = "beyond";
    static final String PHASES_PARAMETER = "phases";
    static final String FREES = "frees";
    static final String TIMEOUT = "timeout";
    /** A connect that is accepted or refused at once, on a slow path. */
    private static final Duration ONE_CONNECT = Duration.ofMillis(100);

    private static final long USAGE_CALLS = 5;

    @Override
    public String id() {
        return "concurrent-boundary";
    }

    @Override
    public String purpose() {
        return "Opens connections up to the limit and beyond, one after another and as a burst; measures how soon a place "
                + "is free again, and that none leaks.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.CONNECTIONS);
    }

    @Override
    public boolean searches() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(BEYOND, Kind.WHOLE, 5, "how many more than permitted are attempted; 1 or more"),
                Parameter.optional(PHASES_PARAMETER, Kind.LIST, PHASES, "what is tried, of " + PHASES),
                Parameter.optional(
                        FREES, Kind.DURATION, "2s", "within which a closed connection's place is usable again"),
                Parameter.optional(TIMEOUT, Kind.DURATION, "10s", "from a connect to its welcome"),
                Parameter.perhaps(
                        AppUsage.PARAMETER,
                        Kind.MAP,
                        "where the service tells of the app's connections: path, and pointers to open and most"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>(AppUsage.faults(limit));
        Parameters given = new Parameters(limit);
        if (given.whole(BEYOND) < 1 || given.whole(BEYOND) > 10_000) {
            faults.add(new Fault("/parameters/" + BEYOND, "is not from 1 to 10000", "write 5"));
        }
        if (limit.documented().orElseThrow().value() < 1) {
            faults.add(new Fault("/documented/value", "permits nobody", "write 1 or more"));
        }
        for (String phase : given.texts(PHASES_PARAMETER)) {
            if (!PHASES.contains(phase)) {
                String what = Wording.show(phase) + " is no phase of " + id();
                faults.add(new Fault("/parameters/" + PHASES_PARAMETER, what, Nearest.hint(phase, PHASES)));
            }
        }
        if (limit.reactions().stream().noneMatch(ConcurrentBoundary::refuses)) {
            String what = "names no way in which a connect is refused";
            faults.add(new Fault("/reactions", what, "write { close: <code>, welcomed: false } or { http: <status> }"));
        }
        return faults;
    }

    private static boolean isSearch(Limit limit) {
        return limit.parameters().containsKey(LimitSearch.PARAMETER);
    }

    private static boolean refuses(Reaction reaction) {
        return reaction instanceof Reaction.HttpStatus
                || (reaction instanceof Reaction.Close close && !close.welcomed());
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return Set.of(Fact.SIGNALLING);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        List<String> phases = given.texts(PHASES_PARAMETER);
        long most = limit.documented().orElseThrow().value();
        long beyond = given.whole(BEYOND);
        long connects = most + (phases.contains("boundary") ? beyond : 0);
        connects += phases.contains("burst") ? most + beyond : 0;
        connects += phases.contains("slot") ? FreedPlace.MOST_ATTEMPTS : 0;
        connects += phases.contains("leak") ? most + 1 : 0;
        ConnectRate rate = target.connectRate().withMargin();
        Duration time = rate.timeFor(connects, target.sources().size())
                // A burst waits until every address has its whole rate again.
                .plus(phases.contains("burst") ? rate.window() : Duration.ZERO)
                .plus(ONE_CONNECT.multipliedBy(connects))
                .plus(given.duration(FREES).multipliedBy(phases.size()));
        return Cost.ofConnects(connects, most + beyond, time)
                .withRestCalls(given.has(AppUsage.PARAMETER) && target.rest().isPresent() ? USAGE_CALLS : 0);
    }

    @Override
    public List<String> remarks(Limit limit) {
        return List.of("holds all places of the app for a while: nobody else can connect meanwhile");
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        AppUsage before = AppUsage.ask(limit, stage);
        long most = limit.documented().orElseThrow().value();
        if (before.most().orElse(most) != most && !isSearch(limit)) {
            String why = "the app's plan has " + before.most().getAsLong() + " connections, the limit says " + most
                    + "; write values in the scenario: " + limit.id() + ": "
                    + before.most().getAsLong();
            return LimitVerdict.without(
                    limit, Verdict.SKIPPED, why, stage.evidence().exchanges());
        }
        try (Boundary boundary = new Boundary(limit, stage)) {
            return LimitVerdict.of(limit, boundary.probe(), stage.evidence().exchanges());
        }
    }
}
