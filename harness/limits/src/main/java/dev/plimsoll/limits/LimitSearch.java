package dev.plimsoll.limits;

import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.BoundarySearch;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.search.KneeSearch.Outcome;
import dev.plimsoll.model.search.KneeSearch.Trial;
import dev.plimsoll.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The search for a limit that nobody states: its probe runs as if one value after another were documented, by doubling and
 * bisection, and in confirming rounds. The verdict is PASS with what was found and how far it was spread; there is nothing
 * documented that it could fail.
 *
 * @param from the first value that is tried
 * @param to which is never passed
 * @param rounds in which it is found; 1 to 20
 */
public record LimitSearch(Limit limit, long from, long to, LimitUnit unit, int rounds) {
    /** The parameter of a limit without a documented value: {@code { from: 1, to: 1000, unit: bytes, rounds: 3 }}. */
    public static final String PARAMETER = "search";

    private static final List<String> FIELDS = List.of("from", "to", "unit", "rounds");
    private static final int MOST_ROUNDS = 20;
    private static final int ROUNDS = 3;
    private static final String ACCEPTED = "accepted";

    /** Empty for a limit that is documented, or whose search is not well formed. */
    public static Optional<LimitSearch> of(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Optional<LimitSearch> search =
                limit.documented().isEmpty() && limit.parameters().containsKey(PARAMETER)
                        ? read(limit, faults::add)
                        : Optional.empty();
        return faults.isEmpty() ? search : Optional.empty();
    }

    /** What is wrong with a limit's search, at pointers below the limit's own. */
    public static List<Fault> faults(Limit limit, Probe probe) {
        List<Fault> faults = new ArrayList<>();
        String pointer = "/parameters/" + PARAMETER;
        if (!probe.searches()) {
            faults.add(new Fault(pointer, probe.id() + " cannot search", "add documented, with a value"));
        } else if (limit.documented().isPresent()) {
            faults.add(new Fault(pointer, "is for a limit that is not documented", "leave one of the two out"));
        } else {
            read(limit, faults::add)
                    .filter(search -> !probe.units().contains(search.unit()))
                    .ifPresent(search -> faults.add(new Fault(
                            pointer + "/unit",
                            probe.id() + " does not take " + search.unit().label(),
                            "write one of "
                                    + probe.units().stream()
                                            .map(LimitUnit::label)
                                            .sorted()
                                            .toList())));
        }
        return faults;
    }

    private static Optional<LimitSearch> read(Limit limit, Consumer<Fault> faults) {
        String pointer = "/parameters/" + PARAMETER;
        if (!(limit.parameters().get(PARAMETER) instanceof Map<?, ?> said)) {
            faults.accept(new Fault(pointer, "is no map", "write { from: 1, to: 1000, unit: bytes }"));
            return Optional.empty();
        }
        said.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> faults.accept(new Fault(
                        Wording.child(pointer, name), "is no field of a search", Nearest.hint(name, FIELDS))));
        long from = whole(said.get("from")).orElse(-1L);
        long to = whole(said.get("to")).orElse(-1L);
        long rounds = said.containsKey("rounds") ? whole(said.get("rounds")).orElse(-1L) : ROUNDS;
        if (from < 1 || to <= from || to > Integer.MAX_VALUE) {
            faults.accept(new Fault(pointer, "does not say from where to where", "write from: 1, to: 1000"));
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            faults.accept(new Fault(pointer + "/rounds", "is not from 1 to " + MOST_ROUNDS, "write " + ROUNDS));
        }
        Optional<LimitUnit> unit = Arrays.stream(LimitUnit.values())
                .filter(one -> one.label().equals(said.get("unit")))
                .findFirst();
        if (unit.isEmpty()) {
            faults.accept(new Fault(pointer + "/unit", "is no unit", "write one, as bytes"));
        }
        return unit.map(one -> new LimitSearch(limit, from, to, one, (int) rounds));
    }

    private static Optional<Long> whole(Object value) {
        return value instanceof Number number && number.toString().matches("-?\\d{1,18}")
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** The limit as if this value were documented. */
    public Limit at(long value) {
        return limit.as(new Quantity(value, unit));
    }

    /** Of all trials, as if each took what the largest does. */
    Cost cost(Probe probe, TargetFacts target) {
        int doublings = 64 - Long.numberOfLeadingZeros(to / from);
        int trials = 2 * doublings + 2 + 2 * (rounds - 1);
        Cost one = probe.cost(at(to), target);
        Cost all = Cost.NONE;
        for (int i = 0; i < trials; i++) {
            all = all.then(one);
        }
        return all;
    }

    /** Finds out about the limit as if a value were documented. */
    @FunctionalInterface
    interface Attempts {
        LimitVerdict at(Limit value) throws InterruptedException;
    }

    LimitVerdict run(Attempts attempts, Stage stage) throws InterruptedException {
        BoundarySearch search = BoundarySearch.between(from, to, rounds - 1);
        while (search.next() instanceof BoundarySearch.Step.Try attempt) {
            search = search.with(trial(attempts.at(at(attempt.value())), attempt.value()));
        }
        BoundarySearch.Step.Done done = (BoundarySearch.Step.Done) search.next();
        return done.finding()
                .map(finding -> found(finding, stage))
                .orElseGet(() -> LimitVerdict.without(
                        limit,
                        Verdict.INVALID,
                        "nothing was found: " + done.why(),
                        stage.evidence().exchanges()));
    }

    /** A value holds if all of it is accepted; what comes of one more is not asked. */
    private static Trial trial(LimitVerdict verdict, long value) {
        List<Part> accepted = verdict.parts().stream()
                .filter(part -> part.id().startsWith(ACCEPTED))
                .toList();
        Verdict overall = Verdict.overall(accepted.stream().map(Part::verdict).toList());
        String observed = accepted.stream()
                .filter(part -> part.verdict() == overall)
                .map(Part::observed)
                .findFirst()
                .orElse(verdict.reason());
        return switch (accepted.isEmpty() ? Verdict.INVALID : overall) {
            case PASS -> new Trial(value, Outcome.HELD, "", false);
            case FAIL -> new Trial(value, Outcome.GAVE, observed, false);
            default -> new Trial(value, Outcome.INVALID, observed, false);
        };
    }

    private LimitVerdict found(BoundarySearch.Finding finding, Stage stage) {
        String observed = finding.beyondBounds()
                ? "none up to " + new Quantity(to, unit).text()
                : finding.spread().text() + ", " + unit.label() + "; beyond: " + finding.why();
        Part part = Part.of("found", "the last value that is accepted", true, "not documented", observed);
        return LimitVerdict.of(limit, List.of(part), stage.evidence().exchanges())
                .withSpread(finding.spread());
    }
}
