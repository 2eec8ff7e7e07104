package dev.plimsoll.cli.run;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.result.ImpairmentResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.result.SignallingResult;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The moments of a run as points, so that charts can show when a stage, a fault or an impairment began and which limits were
 * probed. Safe for use by several threads.
 */
final class RunMarks {
    private final List<LimitSpec> limits;
    private final Consumer<Point> points;
    private final InstantSource clock;
    private final ImpairmentPlan impairments;
    private final List<Due> ahead = new ArrayList<>();
    private boolean loadBegan;
    private Instant pathsBegan;

    private record Due(Instant at, LoadTimeline.Moment moment) {}

    /** What a mark is of. */
    enum Kind {
        STAGE,
        FAULT,
        IMPAIRMENT,
        VERDICT
    }

    RunMarks(Scenario scenario, Consumer<Point> points, InstantSource clock) {
        this.limits = scenario.limits();
        this.impairments = scenario.impairments();
        this.points = points;
        this.clock = clock;
        if (scenario.target() instanceof Target.Sandbox sandbox
                && sandbox.settings().get("faults") instanceof Collection<?> faults) {
            faults.stream()
                    .filter(String.class::isInstance)
                    .forEach(fault -> mark(Kind.FAULT, (String) fault, true, clock.instant()));
        }
    }

    void begins(String stage) {
        mark(Kind.STAGE, stage, true, clock.instant());
    }

    void ends(String stage) {
        mark(Kind.STAGE, stage, false, clock.instant());
    }

    void faultBegins(String fault, Instant at) {
        mark(Kind.FAULT, fault, true, at);
    }

    void faultEnds(String fault, Instant at) {
        mark(Kind.FAULT, fault, false, at);
    }

    /** The load began; its moments are marked as their time passes. Only the first call counts. */
    synchronized void loadBegan(Instant at, List<LoadTimeline.Moment> moments) {
        if (!loadBegan) {
            loadBegan = true;
            await(at, moments);
        }
    }

    /** The clock of the impairments began; their steps are marked as their time passes. Once. */
    synchronized void pathsBegan(Instant at) {
        pathsBegan = at;
        await(at, LoadTimeline.of(impairments));
    }

    /** When paths were not clear until the run was over. */
    synchronized List<ImpairmentResult> impairments(Instant started, Duration over) {
        return pathsBegan == null
                ? List.of()
                : ImpairmentResult.of(impairments, Duration.between(started, pathsBegan), over);
    }

    private void await(Instant zero, List<LoadTimeline.Moment> moments) {
        moments.forEach(moment -> ahead.add(new Due(zero.plus(moment.at()), moment)));
        ahead.sort(Comparator.comparing(Due::at));
    }

    /** A second has ended: marks what has passed, and tells the limits again. */
    synchronized void tick(Instant now) {
        while (!ahead.isEmpty() && !ahead.get(0).at().isAfter(now)) {
            Due due = ahead.remove(0);
            LoadTimeline.Moment moment = due.moment();
            mark(moment.kind(), moment.what(), moment.begins(), due.at());
        }
        limits.forEach(limit -> points.accept(Point.of(Measurement.DOCUMENTED_LIMIT, Point.nanosOf(now))
                .tag("limit", limit.id())
                .field("connections", limit.documented())
                .build()));
    }

    /** The run is over: its verdict, and what its load came to. */
    void ended(RunResult result) {
        Instant now = clock.instant();
        mark(Kind.VERDICT, result.verdict().name(), true, now);
        if (result.signalling() != null) {
            points.accept(total(result.verdict(), result.signalling(), now));
        }
    }

    private static Point total(Verdict verdict, SignallingResult load, Instant now) {
        return Point.of(Measurement.RUN_TOTAL, Point.nanosOf(now))
                .tag("verdict", verdict.name())
                .field("attempted", load.attempted())
                .field("accepted", load.accepted())
                .field("rejected", load.rejectedTotal())
                .field("timed_out", load.timedOut())
                .field("published", load.published())
                .field("expected_deliveries", load.expectedDeliveries())
                .field("delivered", load.delivered())
                .field("lost", load.lost())
                .field("duplicates", load.duplicates())
                .build();
    }

    private void mark(Kind kind, String what, boolean begins, Instant at) {
        points.accept(Point.of(Measurement.RUN_MARK, Point.nanosOf(at))
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .tag("what", what)
                .tag("phase", begins ? "begins" : "ends")
                .field("on", begins ? 1 : 0)
                .build());
    }
}
