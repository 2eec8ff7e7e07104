package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpairmentReaderTest {
    private static final String SCENARIO = """
            name: poor
            target: { sandbox: {} }
            agents: { pairs: { udp: 1 }, duration: 2m }
            impairments:
              - { at: 10s, name: far, delay: 80ms, jitter: 10ms, up: { loss: 2%, lossBurst: 3 }, down: { rate: 500kbit/s } }
              - { at: 20s, transports: [udp], blackhole: true }
              - { at: 30s, cut: true }
              - { at: 40s, reorder: 1%, reorderBy: 30ms, queue: 1s }
              - { at: 50s }
            """;

    private final ScenarioLoader loader = new ScenarioLoader(new Secrets(Map.of()));

    @Test
    void each_step_is_read_with_what_holds_both_ways_and_what_holds_one_way() {
        ImpairmentPlan plan = plan(SCENARIO);

        Link far = Link.CLEAR.withDelay(Duration.ofMillis(80), Duration.ofMillis(10));
        assertThat(plan.steps())
                .containsExactly(
                        step(
                                10,
                                new PathProfile(
                                        "far",
                                        far.withLoss(0.02).withLossBurst(3),
                                        far.withRate(500_000, Link.USUAL_QUEUE),
                                        false),
                                TurnTransport.values()),
                        step(20, PathProfile.both("step-2", Link.CLEAR.withBlackhole(true)), TurnTransport.UDP),
                        step(30, new PathProfile("step-3", Link.CLEAR, Link.CLEAR, true), TurnTransport.values()),
                        step(
                                40,
                                PathProfile.both(
                                        "step-4",
                                        Link.CLEAR
                                                .withReorder(0.01, Duration.ofMillis(30))
                                                .withRate(0, Duration.ofSeconds(1))),
                                TurnTransport.values()),
                        step(50, PathProfile.CLEAR, TurnTransport.values()));
    }

    @Test
    void a_scenario_without_impairments_has_none() {
        assertThat(plan(SCENARIO.substring(0, SCENARIO.indexOf("impairments"))).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    loss: 2%            | loss: 120%          | impairments[0].up.loss     | share
                    delay: 80ms         | delay: long         | impairments[0].delay       | duration
                    rate: 500kbit/s     | rate: 500           | impairments[0].down.rate   | bits a second
                    lossBurst: 3        | lossBurst: 0        | impairments[0].up.lossBurst| 1 or more
                    transports: [udp]   | transports: [dtls]  | impairments[1].transports[0] | tls
                    cut: true           | cutt: true          | impairments[2].cutt        | cut
                    """)
    void what_no_path_can_do_is_told_with_its_place(String right, String wrong, String path, String hint) {
        Problem problem = problem(SCENARIO.replace(right, wrong));

        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.toString()).contains(hint);
    }

    @Test
    void impairments_that_nobody_meets_are_refused() {
        String alone = SCENARIO.replace(
                "agents: { pairs: { udp: 1 }, duration: 2m }",
                "signalling: { connections: 2, channels: 1, rampUp: 1s, hold: 60s }");
        assertThat(problem(alone).toString()).contains("add agents");
        assertThat(problem(SCENARIO.replace("duration: 2m", "duration: 45s")).toString())
                .contains("make agents.duration longer");
        assertThat(problem(SCENARIO.replace("duration: 2m", "duration: 2m, turn: { policy: all }"))
                        .toString())
                .contains("leave out agents.turn.policy");
    }

    private ImpairmentPlan plan(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Valid.class);
        return ((Loaded.Valid) loaded).scenario().impairments();
    }

    private Problem problem(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Invalid.class);
        assertThat(((Loaded.Invalid) loaded).problems()).hasSize(1);
        return ((Loaded.Invalid) loaded).problems().get(0);
    }

    private static ImpairmentStep step(int second, PathProfile profile, TurnTransport... transports) {
        return new ImpairmentStep(Duration.ofSeconds(second), Set.of(transports), profile);
    }
}
