package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.AllocationBoundary;
import dev.plimsoll.limits.turn.measure.AllocationBoundary.Recovery;
import dev.plimsoll.limits.turn.measure.Allocations;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** One probing of a quota of allocations. For one thread. */
final class AllocationBoundaryRun {
    static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Limit limit;
    private final Parameters given;
    private final Stage stage;
    private final TurnPlace place;
    private final AllocationBoundary boundary;
    private final int most;
    private final int least;
    private final int beyond;
    private final String name = "plimsoll-" + Long.toString(System.nanoTime() & 0xffffffL, Character.MAX_RADIX);
    private final List<Part> parts = new ArrayList<>();

    AllocationBoundaryRun(Limit limit, Stage stage, TurnPlace place) {
        this.limit = limit;
        this.given = new Parameters(limit);
        this.stage = stage;
        this.place = place;
        this.most = Math.toIntExact(limit.documented().orElseThrow().value());
        this.least = (int) Math.max(1, most - given.whole(AllocationBoundaryProbe.FRAYED));
        this.beyond = (int) given.whole(AllocationBoundaryProbe.BEYOND);
        this.boundary = new AllocationBoundary(place::client, users(), place.timing());
    }

    private boolean isOfUser() {
        return given.text(AllocationBoundaryProbe.SCOPE).equals(AllocationBoundaryProbe.USER);
    }

    /** One user with a credential each time anew, of another time: a quota is of the user, not of the credential. */
    private IntFunction<TurnCredential> users() {
        return isOfUser()
                ? number -> place.credential(name, LIFE.plusSeconds(number))
                : number -> place.credential(name + "-" + number, LIFE);
    }

    List<Part> probe() throws InterruptedException {
        // What probes before this one have deleted counts for a moment longer.
        allEnded();
        try (Allocations held = boundary.inSequence(most + beyond)) {
            sequence(held);
            if (held.answers().stream().allMatch(TurnPlace::isUnanswered)) {
                return parts;
            }
            if (isOfUser()) {
                others();
            }
            if (held.held() > 0) {
                slot(held);
            }
        }
        allEnded();
        try (Allocations held = boundary.atOnce(most + beyond)) {
            burst(held);
        }
        allEnded();
        try (Allocations held = boundary.inSequence(most + 1)) {
            leak(held);
        }
        allEnded();
        return parts;
    }

    private void sequence(Allocations held) {
        int granted = held.grantedInARow();
        parts.add(Part.of(
                "accepted",
                "Allocates up to the limit",
                granted >= least,
                atLeast() + " granted",
                granted >= least ? granted + " granted" : granted + " granted, then " + text(held, granted)));
        List<TurnAnswer> next = held.answers()
                .subList(Math.min(most, held.answers().size()), held.answers().size());
        List<TurnAnswer> refused =
                granted < most ? held.answers().subList(granted, held.answers().size()) : next;
        boolean asDocumented = refused.stream().allMatch(answer -> TurnParameters.isDocumented(limit, answer));
        parts.add(Part.of(
                "rejected",
                "the next " + beyond + " Allocates",
                asDocumented,
                TurnParameters.documented(limit),
                refused.stream().map(TurnPlace::text).distinct().collect(Collectors.joining(", "))));
    }

    private String atLeast() {
        return least == most ? Integer.toString(most) : least + " to " + most;
    }

    private static String text(Allocations held, int number) {
        return TurnPlace.text(held.answers().get(number));
    }

    private void others() {
        try (Allocations other = new AllocationBoundary(
                        place::client, number -> place.credential(name + "-other", LIFE), place.timing())
                .inSequence(1)) {
            TurnAnswer answer = other.answers().get(0);
            parts.add(
                    Part.of("others", "another user meanwhile", answer.isGranted(), "granted", TurnPlace.text(answer)));
        }
    }

    private void slot(Allocations held) throws InterruptedException {
        Duration within = given.duration(AllocationBoundaryProbe.FREES);
        Recovery recovery = boundary.recovery(held, most + beyond + 1, within, EVERY);
        parts.add(Part.of(
                "slot",
                "an Allocate after another was ended",
                recovery.after().isPresent(),
                "granted within " + within.toMillis() + " ms",
                recovery.after()
                        .map(after -> "granted after " + after.toMillis() + " ms")
                        .orElseGet(() -> "not granted: " + TurnPlace.text(recovery.last()))));
        List<?> lost = held.lost(LIFE);
        parts.add(Part.of(
                "kept",
                "the other allocations meanwhile",
                lost.isEmpty(),
                "live on",
                lost.isEmpty() ? "live on" : lost.size() + " are gone"));
    }

    private void burst(Allocations held) {
        Map<String, Integer> byCode = held.byCode();
        int granted = held.held();
        boolean exact = granted >= least && granted <= most;
        boolean asDocumented = held.answers().stream()
                .allMatch(answer -> answer.isGranted() || TurnParameters.isDocumented(limit, answer));
        parts.add(Part.of(
                "burst",
                (most + beyond) + " Allocates at once",
                exact && asDocumented,
                atLeast() + " granted, the others " + TurnParameters.documented(limit),
                byCode.entrySet().stream()
                        .map(entry -> entry.getValue() + " x " + entry.getKey())
                        .collect(Collectors.joining(", "))));
    }

    private void leak(Allocations held) {
        int granted = held.grantedInARow();
        boolean same = granted >= least && granted <= most;
        parts.add(Part.of(
                "leak",
                "Allocates when all were ended",
                same,
                atLeast() + " granted, the next refused",
                same ? granted + " granted, the next refused" : held.byCode().toString()));
    }

    private void allEnded() throws InterruptedException {
        stage.pause(given.duration(AllocationBoundaryProbe.FREES));
    }
}
