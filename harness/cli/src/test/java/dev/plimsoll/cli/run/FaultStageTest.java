package dev.plimsoll.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultKind;
import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.telemetry.point.Point;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultStageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PlannedFault STOP = fault(FaultKind.TURN_STOP, 20);
    private static final PlannedFault EXPIRE = fault(FaultKind.CREDENTIALS_EXPIRE, 120);

    private final BlockingQueue<FaultEvent> events = new LinkedBlockingQueue<>();
    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void a_fault_is_carried_out_told_and_marked_and_so_is_its_end() throws Exception {
        try (FaultStage stage = stage(false)) {
            stage.begin();

            assertThat(next()).isInstanceOf(FaultEvent.Began.class);
            assertThat(next()).isInstanceOf(FaultEvent.Undone.class);
            assertThat(next()).isEqualTo(new FaultEvent.Began(EXPIRE, NOW.toEpochMilli() * 1_000_000));
            assertThat(done).startsWith("strike turn-stop", "undo turn-stop");
            assertThat(points)
                    .extracting(point -> point.tags().get("kind") + " "
                            + point.tags().get("what") + " " + point.tags().get("phase"))
                    .containsExactly(
                            "fault turn-stop begins", "fault turn-stop ends", "fault credentials-expire begins");
        }
    }

    @Test
    void a_fault_that_cannot_be_carried_out_says_why() throws Exception {
        try (FaultStage stage = stage(true)) {
            stage.begin();

            assertThat(next()).isInstanceOf(FaultEvent.Began.class);
            assertThat(next())
                    .isEqualTo(new FaultEvent.NotCarriedOut(
                            "turn-stop could not be carried out: no coturn", NOW.toEpochMilli() * 1_000_000));
            assertThat(next()).isInstanceOf(FaultEvent.Undone.class);
        }
    }

    private FaultEvent next() throws InterruptedException {
        FaultEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private FaultStage stage(boolean broken) {
        FaultStage.Levers levers = new FaultStage.Levers() {
            @Override
            public void strike(PlannedFault fault) throws IOException {
                if (broken) {
                    throw new IOException("no coturn");
                }
                done.add("strike " + fault.name());
            }

            @Override
            public void undo(PlannedFault fault) {
                done.add("undo " + fault.name());
            }
        };
        InstantSource clock = InstantSource.fixed(NOW);
        return new FaultStage(
                new FaultPlan(List.of(STOP, EXPIRE)),
                levers,
                new RunMarks(scenario(), points::add, clock),
                events::add,
                clock);
    }

    private static Scenario scenario() {
        return new Scenario(
                "test",
                "",
                1,
                new Target.Sandbox(Map.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                GeneratorBounds.USUAL);
    }

    private static PlannedFault fault(FaultKind kind, long atMs) {
        return new PlannedFault(
                kind.label(), kind, Duration.ofMillis(atMs), Duration.ofMillis(40), Set.of(), Duration.ofSeconds(1));
    }
}
