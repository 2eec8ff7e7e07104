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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the HTTP calls that a pack lists, with values at and beyond a limit, and holds each answer against what is
 * documented: status, error code, envelope, fields, headers. What a step saved can be used by those after it.
 */
public final class HttpBoundary implements Probe {
    static final String API = "api";
    static final String STEPS = "steps";
    static final String LEAVES = "leaves";
    private static final Duration ONE_CALL = Duration.ofMillis(60);

    @Override
    public String id() {
        return "http-boundary";
    }

    @Override
    public String purpose() {
        return "Makes HTTP calls at and beyond a limit, one after another, and holds status, error code, fields and "
                + "headers of each answer against what is documented.";
    }

    @Override
    public Set<LimitUnit> units() {
        return EnumSet.allOf(LimitUnit.class);
    }

    @Override
    public boolean needsValue() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(API, Kind.TEXT, "which API is called: " + String.join(", ", Api.labels())),
                Parameter.required(STEPS, Kind.LIST, "the calls, one after another"),
                Parameter.perhaps(LEAVES, Kind.TEXT, "what stays at the target, because its API removes it in no way"));
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
        List<HttpStep> steps = steps(given);
        for (int i = 0; i < steps.size(); i++) {
            String pointer = "/parameters/" + STEPS + "/" + i;
            steps.get(i)
                    .faults()
                    .forEach(fault -> faults.add(new Fault(pointer + fault.pointer(), fault.what(), fault.hint())));
        }
        if (faults.isEmpty()) {
            whole(limit, steps, faults);
        }
        return faults;
    }

    private static void whole(Limit limit, List<HttpStep> steps, List<Fault> faults) {
        String pointer = "/parameters/" + STEPS;
        if (steps.stream().noneMatch(step -> step.check().isPresent())) {
            faults.add(new Fault(pointer, "checks nothing", "give a step a check"));
        }
        Set<String> checks = new HashSet<>();
        Set<String> known = new HashSet<>(Set.of("run", "index"));
        limit.documented().ifPresent(value -> known.add(Limit.VALUE));
        for (int i = 0; i < steps.size(); i++) {
            HttpStep step = steps.get(i);
            String here = pointer + "/" + i;
            step.check()
                    .filter(check -> !checks.add(HttpStep.id(check)))
                    .ifPresent(
                            check -> faults.add(new Fault(here + "/check", "stands twice", "call it something else")));
            step.all().forEach(one -> one.field("save").fieldNames().forEachRemaining(known::add));
            Blanks.names(step.node()).forEach((name, blank) -> {
                if (!known.contains(name)) {
                    faults.add(new Fault(here, blank + " was never saved", Nearest.hint(name, new TreeSet<>(known))));
                }
            });
            boolean refusal = step.text("expect", "").equals("refused");
            if (refusal && limit.reactions().stream().noneMatch(Reaction.HttpStatus.class::isInstance)) {
                faults.add(new Fault("/reactions", "names no HTTP status", "write { http: 400 }"));
            }
        }
    }

    private static List<HttpStep> steps(Parameters given) {
        return HttpStep.of(given.list(STEPS));
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        Parameters given = new Parameters(limit);
        Set<Fact> needs = EnumSet.of(Api.of(given.text(API)).orElseThrow().fact());
        if (steps(given).stream().flatMap(HttpStep::all).anyMatch(HttpStep::isControl)) {
            needs.add(Fact.CONTROL);
        }
        if (steps(given).stream().flatMap(HttpStep::all).anyMatch(step -> step.bearer() == Bearer.PUBLISHABLE_KEY)) {
            needs.add(Fact.PUBLISHABLE_KEY);
        }
        return needs;
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        StepCost cost = StepCost.of(limit, steps(new Parameters(limit)));
        Duration calling = ONE_CALL.multipliedBy(cost.calls());
        boolean waits = !target.known().contains(Fact.CONTROL);
        return Cost.ofConnects(0, 0, waits ? calling.plus(cost.waits()) : calling)
                .withRestCalls(cost.calls());
    }

    @Override
    public List<String> remarks(Limit limit) {
        Parameters given = new Parameters(limit);
        return given.has(LEAVES) ? List.of("leaves " + given.text(LEAVES)) : List.of();
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Parameters given = new Parameters(limit);
        Caller caller = new Caller(stage, Api.of(given.text(API)).orElseThrow());
        // Registered first, so that it is closed when everything else was removed through it.
        stage.whenOver("the connection to the API", caller::close);
        caller.freshen();
        return LimitVerdict.of(
                limit,
                new Journey(limit, stage, caller).walk(steps(given)),
                stage.evidence().exchanges());
    }
}
