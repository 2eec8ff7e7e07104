package dev.plimsoll.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.search.Dimension;
import dev.plimsoll.model.search.KneeSearch.Bounds;
import dev.plimsoll.model.search.SearchPlan;
import dev.plimsoll.model.verdict.Expectation;
import dev.plimsoll.model.verdict.ExpectationParser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SearchOptionsTest {
    private static final Scenario SCENARIO = scenario(new Target.Sandbox(Map.of()));

    @Command
    private static final class Line implements Runnable {
        @Mixin
        private SearchOptions options;

        @Override
        public void run() {}
    }

    private static SearchOptions options(String... arguments) {
        Line line = new Line();
        new CommandLine(line).parseArgs(arguments);
        return line.options;
    }

    private static SearchPlan plan(String... arguments) {
        return options(arguments).plan(SCENARIO, "digest");
    }

    private static Scenario scenario(Target target) {
        SignallingLoad load = SignallingLoad.ramp(500, 50, Duration.ofSeconds(5), Duration.ofSeconds(12), 0.1, 2);
        Expectation lost =
                ((ExpectationParser.Parsed.Valid) ExpectationParser.parse("signalling.lost == 0")).expectation();
        return new Scenario(
                "s",
                "",
                1,
                target,
                Optional.of(load),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(lost),
                Optional.empty(),
                GeneratorBounds.USUAL);
    }

    @Test
    void what_is_left_out_follows_from_the_scenario() {
        assertThat(plan())
                .isEqualTo(new SearchPlan(
                        "s", "digest", Dimension.CONNECTIONS, false, new Bounds(500, 50_000, 10, 0.05, 2)));
    }

    @Test
    void what_is_given_outweighs_it() {
        SearchPlan plan = plan(
                "--dimension=publish-rate",
                "--from=50",
                "--to=400",
                "--precision=2%",
                "--confirm=0",
                "--keep-channels");

        assertThat(plan)
                .isEqualTo(
                        new SearchPlan("s", "digest", Dimension.PUBLISH_RATE, true, new Bounds(50, 400, 5, 0.02, 0)));
    }

    @Test
    void the_highest_value_that_nobody_gave_is_one_that_a_scenario_may_have() {
        assertThat(plan("--from=20000").bounds().to()).isEqualTo(1_000_000);
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() {
        refused(() -> plan("--dimension=size"), "--dimension size is not known");
        refused(() -> plan("--from=9"), "--from 9 is less than this scenario can be");
        refused(() -> plan("--from=600", "--to=599"), "--to 599 is not between --from 600 and 1000000");
        refused(() -> plan("--to=1000001"), "--to 1000001 is not between");
        refused(() -> plan("--precision=0"), "--precision 0 is not a share above 0");
        refused(() -> plan("--precision=much"), "--precision much is not a share above 0");
        refused(() -> plan("--confirm=-1"), "--confirm -1 is not from 0 to 100");
        refused(() -> plan("--dimension=arrival-rate"), "has no arrivals");
        refused(
                () -> plan("--dimension=publish-rate", "--from=4001"),
                "with 4001 publishes/s the scenario is wrong: signalling.publishRate");
    }

    @Test
    void a_first_value_beyond_the_budget_of_a_remote_target_is_refused() {
        Target remote = new Target.Remote(
                URI.create("ws://127.0.0.1:1"),
                new Credential.PublishableKey(new Secret("pk")),
                Optional.empty(),
                new Target.Budget(600, 100_000, Duration.ofMinutes(5)));

        assertThat(options().plan(scenario(remote), "digest").bounds().from()).isEqualTo(500);
        refused(() -> options("--from=601").plan(scenario(remote), "digest"), "target.remote.budget.connections");
    }

    @Test
    void a_search_goes_on_with_what_it_began_with() {
        SearchPlan begun = plan("--from=50", "--to=400", "--keep-channels", "--dimension=connections");

        options().refuseOther(begun, "digest");
        options(
                        "--from=50",
                        "--to=400",
                        "--precision=0.05",
                        "--confirm=2",
                        "--keep-channels",
                        "--dimension=connections")
                .refuseOther(begun, "digest");
        refused(() -> options().refuseOther(begun, "another"), "the scenario has changed");
        refused(() -> options("--from=51").refuseOther(begun, "digest"), "--from was 50 when the search began");
        refused(() -> options("--to=401").refuseOther(begun, "digest"), "--to was 400");
        refused(() -> options("--confirm=1").refuseOther(begun, "digest"), "--confirm was 2");
        refused(() -> options("--precision=1%").refuseOther(begun, "digest"), "--precision was 0.05");
        refused(
                () -> options("--dimension=publish-rate").refuseOther(begun, "digest"),
                "--dimension was connections when");
        refused(() -> options("--keep-channels").refuseOther(plan(), "digest"), "--keep-channels was false");
    }

    private static void refused(ThrowingCallable action, String why) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> {
                    assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refusal.hint()).isNotEmpty();
                })
                .hasMessageContaining(why);
    }
}
