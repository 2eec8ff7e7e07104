package dev.plimsoll.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.run.LoadTimeline.Moment;
import dev.plimsoll.cli.run.RunMarks.Kind;
import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.result.ImpairmentResult;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunMarksTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final ImpairmentPlan IMPAIRMENTS = new ImpairmentPlan(List.of(new ImpairmentStep(
            Duration.ofSeconds(2),
            Set.of(TurnTransport.UDP),
            PathProfile.both("far", Link.CLEAR.withDelay(Duration.ofMillis(40), Duration.ZERO)))));

    private final List<Point> points = new ArrayList<>();

    @Test
    void a_moment_is_marked_at_its_own_time_once_it_has_passed() {
        RunMarks marks = marks(Map.of(), List.of());
        marks.loadBegan(
                START,
                List.of(
                        new Moment(Duration.ZERO, Kind.STAGE, "ramp-up", true),
                        new Moment(Duration.ofMillis(2500), Kind.FAULT, "storm by network", true)));

        marks.tick(START.plusSeconds(2));
        assertThat(points).extracting(point -> point.tags().get("what")).containsExactly("ramp-up");

        marks.tick(START.plusSeconds(3));
        marks.tick(START.plusSeconds(4));
        assertThat(points).hasSize(2);
        assertThat(points.get(1).tags())
                .isEqualTo(Map.of("kind", "fault", "what", "storm by network", "phase", "begins"));
        assertThat(Duration.ofNanos(points.get(1).epochNanos() - points.get(0).epochNanos()))
                .isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void a_step_of_the_impairments_is_marked_when_its_own_clock_comes_to_it() {
        RunMarks marks = marks(Map.of(), List.of(), IMPAIRMENTS);
        marks.loadBegan(START, List.of(new Moment(Duration.ofSeconds(3), Kind.STAGE, "hold", true)));
        marks.pathsBegan(START.plusMillis(500));

        marks.tick(START.plusSeconds(2));
        assertThat(points).isEmpty();

        marks.tick(START.plusSeconds(4));
        assertThat(points)
                .extracting(Point::tags)
                .containsExactly(
                        Map.of("kind", "impairment", "what", "far over udp", "phase", "begins"),
                        Map.of("kind", "stage", "what", "hold", "phase", "begins"));
        assertThat(points.get(0).epochNanos()).isEqualTo(START.plusMillis(2500).toEpochMilli() * 1_000_000);
    }

    @Test
    void the_result_tells_when_paths_were_not_clear() {
        RunMarks marks = marks(Map.of(), List.of(), IMPAIRMENTS);
        assertThat(marks.impairments(START, Duration.ofSeconds(10))).isEmpty();

        marks.pathsBegan(START.plusMillis(500));

        assertThat(marks.impairments(START, Duration.ofSeconds(10)))
                .containsExactly(new ImpairmentResult("far", List.of("udp"), 2.5, 7.5));
    }

    @Test
    void the_faults_of_the_sandbox_are_there_from_the_start() {
        marks(Map.of("faults", List.of("drops-deliveries")), List.of());

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.measurement()).isEqualTo(Measurement.RUN_MARK);
            assertThat(point.tags()).containsEntry("kind", "fault").containsEntry("what", "drops-deliveries");
        });
    }

    @Test
    void a_limit_is_told_every_second() {
        RunMarks marks = marks(Map.of(), List.of(new LimitSpec("concurrent", "Concurrent", 600, 5, 4010, "docs")));

        marks.tick(START.plusSeconds(1));
        marks.tick(START.plusSeconds(2));

        assertThat(points).hasSize(2).allSatisfy(point -> {
            assertThat(point.measurement()).isEqualTo(Measurement.DOCUMENTED_LIMIT);
            assertThat(point.tags()).isEqualTo(Map.of("limit", "concurrent"));
            assertThat(point.fields()).isEqualTo(Map.of("connections", 600.0));
        });
    }

    private RunMarks marks(Map<String, Object> sandbox, List<LimitSpec> limits) {
        return marks(sandbox, limits, ImpairmentPlan.NONE);
    }

    private RunMarks marks(Map<String, Object> sandbox, List<LimitSpec> limits, ImpairmentPlan impairments) {
        Scenario scenario = new Scenario(
                "test",
                "",
                1,
                new Target.Sandbox(sandbox),
                Optional.empty(),
                Optional.empty(),
                limits,
                List.of(),
                List.of(),
                Optional.empty(),
                GeneratorBounds.USUAL,
                impairments,
                FaultPlan.NONE);
        return new RunMarks(scenario, points::add, InstantSource.fixed(START));
    }
}
