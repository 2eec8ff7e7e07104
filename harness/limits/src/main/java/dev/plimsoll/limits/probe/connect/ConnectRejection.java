package dev.plimsoll.limits.probe.connect;

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
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a connect that must not be let in is refused exactly as documented: HTTP status and identifier in the body, or
 * close code before the welcome, and not a word before. A good credential is accepted from the same place before, or the
 * refusal would tell nothing.
 */
public final class ConnectRejection implements Probe {
    static final String CREDENTIAL = "credential";
    static final String ATTEMPTS = "attempts";
    static final String ORIGIN = "origin";
    static final String LISTED_ORIGIN = "listedOrigin";
    static final String BEFORE = "before";
    static final String AFTER = "after";
    /** A good one before, one with the listed origin, a good one after. */
    private static final int GOOD_CONNECTS = 3;

    @Override
    public String id() {
        return "connect-rejection";
    }

    @Override
    public String purpose() {
        return "Connects with a credential that must be refused, and sees how: status, body, close code, phase.";
    }

    @Override
    public Set<LimitUnit> units() {
        return Set.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(CREDENTIAL, Kind.TEXT, "what is presented, of " + CredentialKind.LABELS),
                Parameter.optional(ATTEMPTS, Kind.WHOLE, 2, "how often it is tried; 1 to 20"),
                Parameter.perhaps(ORIGIN, Kind.TEXT, "Origin header of the attempts, instead of the target's own"),
                Parameter.perhaps(LISTED_ORIGIN, Kind.TEXT, "Origin header with which the same credential is accepted"),
                Parameter.perhaps(
                        BEFORE, Kind.MAP, "an order to the target before the attempts: { method, path, body }"),
                Parameter.perhaps(
                        AFTER, Kind.MAP, "the order that undoes it; then a good credential is accepted again"),
                Visits.TIMEOUT);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        String credential = given.text(CREDENTIAL);
        if (!CredentialKind.LABELS.contains(credential)) {
            String what = Wording.show(credential) + " is no credential";
            faults.add(new Fault("/parameters/" + CREDENTIAL, what, Nearest.hint(credential, CredentialKind.LABELS)));
        }
        if (CredentialKind.GOOD.contains(credential) && !given.has(ORIGIN) && !given.has(BEFORE)) {
            faults.add(new Fault(
                    "/parameters/" + CREDENTIAL,
                    "is a good one, which nothing refuses",
                    "add an origin that is not permitted, or an order (before)"));
        }
        if (given.whole(ATTEMPTS) < 1 || given.whole(ATTEMPTS) > 20) {
            faults.add(new Fault("/parameters/" + ATTEMPTS, "is not from 1 to 20", "write 2"));
        }
        if (given.has(BEFORE) != given.has(AFTER)) {
            faults.add(new Fault("/parameters", "has one of before and after", "write both or none"));
        }
        for (String order : List.of(BEFORE, AFTER)) {
            if (given.has(order)) {
                faults.addAll(Order.faults("/parameters/" + order, given.map(order)));
            }
        }
        if (Reactions.refusals(limit).isEmpty()) {
            faults.add(new Fault(
                    "/reactions",
                    "names no way in which a connect is refused",
                    "write { close: <code>, welcomed: false } or { http: <status> }"));
        }
        return faults;
    }

    /** Who lists origins of their own needs no order. */
    @Override
    public Set<Fact> needs(Limit limit) {
        Parameters given = new Parameters(limit);
        EnumSet<Fact> needs = EnumSet.of(Fact.SIGNALLING);
        CredentialKind.of(given.text(CREDENTIAL)).needs().ifPresent(needs::add);
        if (given.has(BEFORE) && !given.has(ORIGIN)) {
            needs.add(Fact.CONTROL);
        }
        return needs;
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        long connects = new Parameters(limit).whole(ATTEMPTS) + GOOD_CONNECTS;
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(Visits.ONE_CONNECT.multipliedBy(connects));
        return Cost.ofConnects(connects, 1, time);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Parameters given = new Parameters(limit);
        boolean told = given.has(BEFORE) && stage.target().control().isPresent();
        if (given.has(BEFORE) && !told && ownOrigin(stage).isEmpty()) {
            return skipped(limit, stage, "the target lists no origins, as far as is known, and cannot be told to");
        }
        if (told && stage.meter().census().open() > 0) {
            return skipped(limit, stage, "connections of the run are open, whose target is not to be changed");
        }
        Map<String, Order> orders =
                told ? Map.of(BEFORE, Order.of(given.map(BEFORE)), AFTER, Order.of(given.map(AFTER))) : Map.of();
        return Visits.judged(limit, stage, visits -> new Rejection(limit, stage, visits, orders).probe());
    }

    private static Optional<String> ownOrigin(Stage stage) {
        return stage.target().signalling().orElseThrow().origin();
    }

    private static LimitVerdict skipped(Limit limit, Stage stage, String why) {
        return LimitVerdict.without(
                limit, Verdict.SKIPPED, why, stage.evidence().exchanges());
    }
}
