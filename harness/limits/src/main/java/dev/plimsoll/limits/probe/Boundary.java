package dev.plimsoll.limits.probe;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One probing of a {@link ConcurrentBoundary}, part by part. */
final class Boundary implements AutoCloseable {
    private static final String NOT_REACHED = "not tried, the boundary was not reached";
    private static final String MOVED = "not tried, connections of the run came or left while the probe filled up";

    private final Limit limit;
    private final Stage stage;
    private final long most;
    private final int beyond;
    private final Duration frees;
    private final List<String> phases;
    private long others;
    private long foreign;
    private final ProbeConnections places;
    private final ProbeConnections extras;
    private final List<Part> parts = new ArrayList<>();

    Boundary(Limit limit, Stage stage) {
        Parameters given = new Parameters(limit);
        this.limit = limit;
        this.stage = stage;
        this.most = limit.documented().orElseThrow().value();
        this.beyond = (int) given.whole(ConcurrentBoundary.BEYOND);
        this.frees = given.duration(ConcurrentBoundary.FREES);
        this.phases = given.texts(ConcurrentBoundary.PHASES_PARAMETER);
        Duration timeout = given.duration(ConcurrentBoundary.TIMEOUT);
        this.places = new ProbeConnections(stage, "probe-" + limit.id(), timeout);
        this.extras = new ProbeConnections(stage, "probe-" + limit.id() + "-extra", timeout);
    }

    @Override
    public void close() {
        extras.close();
        places.close();
    }

    /**
     * What filling up to the boundary came to.
     *
     * @param refusals what stopped it, or nothing
     * @param exact exactly as many as permitted are open, so that nobody of the run came or left meanwhile
     */
    private record Filled(long wanted, long accepted, List<ConnectOutcome> refusals, boolean exact) {
        boolean complete() {
            return accepted == wanted;
        }

        boolean reached() {
            return complete() && exact;
        }
    }

    List<Part> probe() throws InterruptedException {
        count();
        Filled filled = fill();
        accepted(filled);
        if (phases.contains("boundary")) {
            rejected(filled);
        }
        if (phases.contains("slot")) {
            slot(filled);
        }
        if (phases.contains("burst")) {
            burst(filled);
        }
        if (phases.contains("leak")) {
            leak(filled);
        }
        return parts;
    }

    /** Whoever else is connected takes places too; what was closed just now may be counted for a moment longer. */
    private void count() throws InterruptedException {
        foreign = ofOthers();
        if (foreign > 0) {
            stage.pause(frees);
            foreign = ofOthers();
        }
        others = stage.meter().census().open() + foreign;
    }

    private long ofOthers() throws InterruptedException {
        return AppUsage.ask(limit, stage).beside(stage.meter().census().open());
    }

    private Filled fill() throws InterruptedException {
        long wanted = Math.max(0, most - others);
        while (places.size() < wanted) {
            ConnectOutcome outcome = places.open();
            if (!Outcomes.isAccepted(outcome)) {
                return new Filled(wanted, places.size(), List.of(outcome), false);
            }
        }
        return new Filled(wanted, places.size(), List.of(), isExact());
    }

    private boolean isExact() {
        return stage.meter().census().open() + foreign == most;
    }

    private void accepted(Filled filled) throws InterruptedException {
        String title = "every connection up to number " + most + " is accepted";
        String expected = most + " connections open at once";
        if (others > most) {
            parts.add(Part.of("accepted", title, false, expected, others + " were open before the probe began"));
            return;
        }
        long reached = others + filled.accepted();
        String observed = filled.complete()
                ? reached + " open at once (" + (others - foreign) + " of the run, "
                        + (foreign > 0 ? foreign + " of others, " : "") + filled.accepted() + " of the probe)"
                : reached + " open, then number " + (reached + 1) + " met "
                        + filled.refusals().get(0).code();
        parts.add(undisturbed(judged("accepted", title, filled.complete(), expected, observed, filled.refusals())));
    }

    private void rejected(Filled filled) throws InterruptedException {
        String title = "the next " + beyond + " are refused with " + Outcomes.documented(limit);
        String expected = beyond + " x " + Outcomes.documented(limit);
        if (!filled.reached()) {
            parts.add(notTried(filled, "rejected", title, expected));
            return;
        }
        List<ConnectOutcome> outcomes = new ArrayList<>();
        while (outcomes.size() < beyond) {
            outcomes.add(extras.open());
        }
        extras.closeAll();
        String observed = Outcomes.counted(outcomes);
        if (places.endedEarly() > 0 || !isExact()) {
            String disturbed = observed + ", but connections ended meanwhile";
            parts.add(new Part("rejected", title, Verdict.INVALID, expected, disturbed));
            return;
        }
        boolean holds = outcomes.stream().allMatch(outcome -> Outcomes.isAsDocumented(outcome, limit));
        parts.add(undisturbed(judged("rejected", title, holds, expected, observed, outcomes)));
    }

    private void burst(Filled filled) throws InterruptedException {
        int own = (int) (most - others);
        int together = own + beyond;
        String title = "of " + together + " connects at one moment exactly " + own + " are accepted";
        String expected = own + " x accepted, " + beyond + " x " + Outcomes.documented(limit);
        if (!filled.reached()) {
            parts.add(notTried(filled, "burst", title, expected));
            return;
        }
        if (together > stage.pace().mostAtOnce()) {
            String why =
                    "not tried, the source addresses permit " + stage.pace().mostAtOnce() + " connects at once";
            parts.add(Part.skipped("burst", title, expected, why));
            return;
        }
        places.closeAll();
        stage.pause(frees);
        List<ConnectOutcome> outcomes = places.openTogether(together);
        long accepted = outcomes.stream().filter(Outcomes::isAccepted).count();
        long refused = outcomes.stream()
                .filter(outcome -> Outcomes.isAsDocumented(outcome, limit))
                .count();
        boolean holds = accepted == own && refused == beyond;
        parts.add(judged("burst", title, holds, expected, Outcomes.counted(outcomes), outcomes));
    }

    private void slot(Filled filled) throws InterruptedException {
        String title = "the place of a connection that was closed is usable again";
        String expected = "within " + frees.toMillis() + " ms";
        if (!filled.reached()) {
            parts.add(notTried(filled, "slot", title, expected));
            return;
        }
        if (places.size() == 0 || !refill()) {
            parts.add(Part.skipped("slot", title, expected, "not tried, the probe has no place to give"));
            return;
        }
        FreedPlace freed = FreedPlace.measure(stage, places, frees);
        String observed = (freed.taken() ? "after " : "not within ")
                + freed.after().toMillis() + " ms"
                + (freed.refusals().isEmpty() ? "" : ", refused before with " + Outcomes.counted(freed.refusals()));
        parts.add(judged("slot", title, freed.taken(), expected, observed, freed.refusals()));
    }

    /** Exactly as many as permitted are held again, whatever the phase before left. */
    private boolean refill() throws InterruptedException {
        while (places.size() > most - others) {
            places.closeOne();
        }
        return fill().complete();
    }

    private void leak(Filled filled) throws InterruptedException {
        String title = "after all were closed exactly as many are accepted again";
        String expected = (most - others) + " x accepted, then " + Outcomes.documented(limit);
        if (!filled.reached()) {
            parts.add(notTried(filled, "leak", title, expected));
            return;
        }
        places.closeAll();
        stage.pause(frees);
        Filled again = fill();
        List<ConnectOutcome> last = again.complete() ? List.of(extras.open()) : again.refusals();
        boolean holds = again.complete() && Outcomes.isAsDocumented(last.get(0), limit);
        String observed = again.accepted() + " x accepted, then " + last.get(0).code();
        parts.add(judged("leak", title, holds, expected, observed, last));
    }

    /** Where no refusal stopped the filling up, somebody of the run moved the boundary, and nothing is known of it. */
    private Part notTried(Filled filled, String id, String title, String expected) {
        boolean moved = others <= most && filled.complete();
        return new Part(id, title, moved ? Verdict.INVALID : Verdict.SKIPPED, expected, moved ? MOVED : NOT_REACHED);
    }

    /** Where others came or left meanwhile, a boundary that was missed says nothing of the limit. */
    private Part undisturbed(Part part) throws InterruptedException {
        if (part.verdict() != Verdict.FAIL || ofOthers() == foreign) {
            return part;
        }
        String observed = part.observed() + ", but others of the app connected or left meanwhile";
        return new Part(part.id(), part.title(), Verdict.INVALID, part.expected(), observed);
    }

    /** A source address that was used up says nothing of the limit; neither does an app that others use. */
    private Part judged(
            String id, String title, boolean holds, String expected, String observed, List<ConnectOutcome> outcomes) {
        boolean blocked = !holds && outcomes.stream().anyMatch(outcome -> Outcomes.isBlocked(outcome, limit));
        if (!holds && !blocked && foreign > 0) {
            String shared = observed + ", while " + foreign + " connections of others were open";
            return new Part(id, title, Verdict.INVALID, expected, shared);
        }
        return blocked
                ? new Part(id, title, Verdict.INVALID, expected, observed + ": too many connects from this address")
                : Part.of(id, title, holds, expected, observed);
    }
}
