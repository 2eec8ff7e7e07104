package dev.plimsoll.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.cli.watch.Rounds.Round;
import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.WatchSpec;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The watch itself, with rounds that are told and not carried out. */
class WatchTest {
    private final List<String> said = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Check> page = new HashMap<>();
    private final List<String> stages = new ArrayList<>();
    private final Queue<Optional<Watch.Plan>> reloads = new ArrayDeque<>();
    private final List<String> carriedOut = new ArrayList<>();
    private final Queue<Runnable> before = new ArrayDeque<>();
    private Watch watch;

    @Test
    void an_expectation_that_fails_twice_is_told_and_so_is_its_recovery() throws Exception {
        run(over("PASS"), over("FAIL"), over("FAIL"), over("FAIL"), over("PASS"), over("PASS"));

        assertThat(alerts)
                .extracting(alert ->
                        alert.change().broken() + " " + alert.change().check().id())
                .containsExactly("true expect.x", "false expect.x");
        assertThat(alerts).extracting(Alert::target).containsOnly("sandbox");
        assertThat(page.get("expect.x").verdict()).isEqualTo(Verdict.PASS);
        assertThat(page.get("target.reachable").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_target_that_goes_away_is_one_outage_however_often_it_is_sought() throws Exception {
        run(over("PASS"), away(), away(), away(), over("PASS"), over("PASS"), away(), over("PASS"));

        assertThat(alerts)
                .extracting(alert ->
                        alert.change().broken() + " " + alert.change().check().id())
                .containsExactly("true target.reachable", "false target.reachable");
        assertThat(said).contains("the target is back").last().isEqualTo("stopped after 8 rounds, 2 outages");
        assertThat(said)
                .filteredOn(line -> line.contains("trying again in 0.004 s"))
                .hasSize(1);
    }

    @Test
    void an_outage_says_nothing_of_other_expectations() throws Exception {
        run(over("FAIL"), away(), away(), over("PASS"), over("PASS"));

        assertThat(page.get("expect.x").observed()).startsWith("failed in 1 of the last 3 rounds");
    }

    @Test
    void a_round_whose_numbers_cannot_be_trusted_breaks_no_expectation_but_is_told() throws Exception {
        run(over("FAIL"), untrusted(), untrusted(), over("PASS"));

        assertThat(alerts).extracting(alert -> alert.change().check().id()).containsExactly("watch.valid");
        assertThat(page.get("expect.x").observed()).startsWith("failed in 1 of the last 2 rounds");
    }

    @Test
    void a_machine_that_cannot_carry_out_the_first_round_ends_it_and_a_later_one_does_not() throws Exception {
        assertThatThrownBy(() -> run(failed())).isInstanceOf(PlimsollException.class);

        run(over("PASS"), failed(), failed(), over("PASS"));

        assertThat(said).anyMatch(line -> line.contains("could not be carried out: no space; free some"));
        assertThat(alerts).extracting(alert -> alert.change().check().id()).containsExactly("watch.valid");
    }

    @Test
    void a_new_scenario_is_taken_before_the_next_round_and_a_wrong_one_never() throws Exception {
        reloads.add(Optional.empty());
        reloads.add(Optional.of(plan("second")));
        before.add(() -> {});
        before.add(() -> watch.reload());
        before.add(() -> watch.reload());

        run(over("PASS"), over("PASS"), over("PASS"), over("PASS"));

        assertThat(carriedOut).containsExactly("first", "first", "first", "second");
        assertThat(said).contains("the scenario is wrong; the one before it goes on", "the scenario was read again");
    }

    @Test
    void the_page_is_told_where_the_watch_stands() throws Exception {
        run(over("FAIL"), over("FAIL"), away());

        assertThat(stages)
                .contains("watch: round 1 is under way; 0 checks broken; 0 outages")
                .last()
                .isEqualTo("watch: round 3 is over; 1 checks broken; 1 outages, the target is away now");
    }

    private void run(Round... script) throws InterruptedException {
        Queue<Round> left = new ArrayDeque<>(List.of(script));
        Rounds rounds = new Rounds() {
            @Override
            public Round carryOut(Scenario scenario, WatchSpec spec) {
                Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
                carriedOut.add(scenario.name());
                Round round = left.remove();
                if (left.isEmpty()) {
                    watch.stop();
                }
                return round;
            }

            @Override
            public void interrupt() {
                // Rounds of this test take no time.
            }
        };
        watch = new Watch(
                plan("first"), rounds, reloads::remove, alerts::add, said::add, new Page(), () -> Instant.EPOCH);
        watch.run();
    }

    private static Watch.Plan plan(String name) {
        WatchSpec spec =
                new WatchSpec(Optional.empty(), Duration.ZERO, Duration.ofMillis(1), 5, 2, 1_000_000, Optional.empty());
        Scenario scenario = new Scenario(
                name,
                "",
                1,
                new Target.Sandbox(Map.of()),
                Optional.<SignallingLoad>empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                GeneratorBounds.USUAL);
        return new Watch.Plan(scenario, spec);
    }

    private static Round over(String verdict) {
        return result(Verdict.valueOf(verdict), Verdict.valueOf(verdict));
    }

    private static Round untrusted() {
        return result(Verdict.INVALID, Verdict.FAIL);
    }

    private static Round result(Verdict overall, Verdict ofExpectation) {
        Check check = new Check("expect.x", "x == 0", ofExpectation, "x == 0", "7", "scenario");
        return new Round.Over(new RunResult(
                "run-1",
                "first",
                "",
                overall,
                0,
                "",
                0,
                List.of(),
                List.of(check),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private static Round away() {
        return new Round.Outage("nobody answers");
    }

    private static Round failed() {
        return new Round.Failed(new PlimsollException(ExitCode.NOT_READY, "no space", "free some"));
    }

    private final class Page implements LiveFeed {
        @Override
        public void point(Point point) {
            throw new AssertionError("rounds tell points, not the watch");
        }

        @Override
        public void stage(String name, String state) {
            stages.add(name + ": " + state);
        }

        @Override
        public void verdict(Check check) {
            page.put(check.id(), check);
        }
    }
}
