package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.WatchSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a scenario says of being watched. */
class WatchScenarioTest {
    private static final String GOOD = """
            name: good
            target: { sandbox: {} }
            signalling: { connections: 10, channels: 2, rampUp: 2s, hold: 5s }
            """;

    private final ScenarioLoader loader = new ScenarioLoader(new Secrets(Map.of("HOOK", "https://chat.example/x")));

    @Test
    void every_scenario_can_be_watched() {
        WatchSpec watch = valid(GOOD).watch();

        assertThat(watch)
                .isEqualTo(new WatchSpec(
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        5,
                        2,
                        1_000_000_000L,
                        Optional.empty()));
        assertThat(watch.nameOf(new Target.Sandbox(Map.of()))).isEqualTo("sandbox");
    }

    @Test
    void what_it_says_is_taken() {
        WatchSpec watch = valid(GOOD + "watch: { target: live-eu, window: 10, breach: 3, pause: 1m, retry: 2s,"
                        + " keepMegabytes: 7, webhook: 'env:HOOK' }\n")
                .watch();

        assertThat(watch)
                .isEqualTo(new WatchSpec(
                        Optional.of("live-eu"),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2),
                        10,
                        3,
                        7_000_000,
                        Optional.of(new Secret("https://chat.example/x"))));
        assertThat(watch.toString()).doesNotContain("chat.example");
    }

    @Test
    void a_window_of_one_round_breaks_at_one() {
        assertThat(valid(GOOD + "watch: { window: 1 }\n").watch().breach()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_is_told() {
        assertThat(problems(GOOD + "watch: { window: 3, breach: 4 }\n"))
                .singleElement()
                .asString()
                .contains("breach", "is more than the window has rounds", "write 3 or less");
        assertThat(problems(GOOD + "watch: { webhook: 'https://chat.example/x' }\n"))
                .singleElement()
                .asString()
                .contains("webhook")
                .doesNotContain("chat.example/x");
        assertThat(problems(GOOD + "watch: { webhook: 'env:ABSENT' }\n"))
                .singleElement()
                .asString()
                .contains("the environment has no ABSENT");
        assertThat(problems(GOOD + "watch: { widow: 3 }\n"))
                .singleElement()
                .asString()
                .contains("widow");
    }

    private Loaded.Valid valid(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).isInstanceOf(Loaded.Valid.class);
        return (Loaded.Valid) loaded;
    }

    private List<String> problems(String text) {
        return ((Loaded.Invalid) loader.parse("s.yaml", text))
                .problems().stream().map(Problem::toString).toList();
    }
}
