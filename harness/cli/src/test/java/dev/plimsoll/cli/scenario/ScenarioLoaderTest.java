package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.model.verdict.ExpectationParser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioLoaderTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");
    private static final String GOOD = """
            name: good
            target:
              sandbox: {}
            signalling:
              connections: 10
              channels: 2
              rampUp: 2s
              hold: 5s
            """;
    private static final String REMOTE = """
            name: remote
            target:
              remote:
                url: wss://example.com
                key: env:KEY
                budget: { connections: 100, messages: 1000, duration: 1m }
            signalling: { connections: 10, channels: 2, rampUp: 2s, hold: 5s }
            """;

    private final ScenarioLoader loader = new ScenarioLoader(new Secrets(Map.of("KEY", "pk_live_x")));

    @Test
    void every_shipped_scenario_is_valid() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            List<Path> scenarios =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(scenarios).isNotEmpty();
            assertThat(scenarios)
                    .allSatisfy(file -> assertThat(loader.load(file)).isInstanceOf(Loaded.Valid.class));
        }
    }

    @Test
    void the_quickstart_is_read_as_it_is_written() {
        Scenario scenario = ((Loaded.Valid) loader.load(SCENARIOS.resolve("quickstart.yaml"))).scenario();

        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "quickstart",
                        "500 connections in 50 channels, 3 relayed calls and the boundary of one limit, against the local sandbox.",
                        1,
                        new Target.Sandbox(Map.of(
                                "maxConcurrentConnections",
                                BigInteger.valueOf(600),
                                "connectsPerIp",
                                BigInteger.valueOf(5000))),
                        Optional.of(SignallingLoad.ramp(500, 50, seconds(15), seconds(20), 0.1, 1)),
                        Optional.of(new AgentLoad(
                                Map.of(TurnTransport.UDP, 1, TurnTransport.TCP, 1, TurnTransport.TLS, 1),
                                seconds(34),
                                seconds(15),
                                5,
                                true)),
                        List.of(
                                new LimitSpec(
                                        "concurrent-connections",
                                        "Concurrent connections",
                                        600,
                                        20,
                                        4010,
                                        "Metered docs, limits-and-quotas (maxConcurrentConnections) and protocol/close-codes (4010)")),
                        List.of(),
                        Stream.of(
                                        "signalling.timedOut == 0",
                                        "signalling.broken == 0",
                                        "signalling.lost == 0",
                                        "signalling.duplicates == 0",
                                        "signalling.misrouted == 0",
                                        "signalling.deliveryMs.p99 < 1s",
                                        "agents.relayed == 3",
                                        "agents.byTransport.udp.setupMs < 10s")
                                .map(text ->
                                        ((ExpectationParser.Parsed.Valid) ExpectationParser.parse(text)).expectation())
                                .toList(),
                        Optional.empty(),
                        new GeneratorBounds(Duration.ofMillis(250), seconds(1), 0.01)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    channels: 2    | chanels: 2          | 6 | signalling.chanels     | did you mean 'channels'?
                    channels: 2    | colour: red         | 6 | signalling.colour      | known are
                    rampUp: 2s     | rampUp: 15 parsecs  | 7 | signalling.rampUp      | a duration, as 500ms
                    rampUp: 2s     | rampUp: 2           | 7 | signalling.rampUp      | a duration, as 500ms
                    rampUp: 2s     | rampUp: 100ms       | 7 | signalling.rampUp      | 1s or more
                    connections: 10| connections: -1     | 5 | signalling.connections | 1 or more
                    connections: 10| connections: ten    | 5 | signalling.connections | whole number
                    connections: 10| connections: 1      | 6 | signalling.channels    | 1 or less
                    hold: 5s       | hold: 5s, now       | 8 | signalling.hold        | a duration
                    name: good     | name: Not Good      | 1 | name                   | lower-case
                    sandbox: {}    | sandbox: {port: -1} | 3 | target.sandbox.port    | 0 or more
                    name: good     | name: good\\nname: b | 2 | name                   | keep one
                    """)
    void a_fault_is_told_with_its_line_its_path_and_a_hint(
            String right, String wrong, int line, String path, String hint) {
        List<Problem> problems = problems(GOOD.replace(right, wrong.replace("\\n", "\n")));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.toString()).contains(hint).startsWith("s.yaml:" + line + ": ");
        });
    }

    @Test
    void all_faults_are_told_at_once() {
        List<Problem> problems = problems("""
                name: BAD
                colour: red
                target:
                  sandbox: { port: 70000 }
                signalling:
                  connections: -5
                  channels: 2
                  rampUp: soon
                expectations: [ signalling.lsot == 0 ]
                influx: { url: http://127.0.0.1:8086, token: env:NOT_THERE, org: o, bucket: b }
                """);

        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "name",
                        "colour",
                        "target.sandbox.port",
                        "signalling.hold",
                        "signalling.connections",
                        "signalling.rampUp",
                        "expectations[0]",
                        "influx.token");
        assertThat(problems)
                .extracting(Problem::toString)
                .anyMatch(text -> text.contains("did you mean signalling.lost"));
    }

    @Test
    void a_file_that_is_no_scenario_at_all_is_told_in_one_line(@TempDir Path folder) throws IOException {
        assertThat(problems("")).singleElement().extracting(Problem::what).isEqualTo("is empty");
        assertThat(problems("- a\n- b\n"))
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("is not a map of fields");
        assertThat(problems("a: [1\nb: 2"))
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("a bracket or brace is not closed");
        assertThat(problems("a: &x 1\nb: *x\n"))
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("aliases");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe9});
        for (Path file : List.of(folder.resolve("absent.yaml"), folder, latin)) {
            assertThat(((Loaded.Invalid) loader.load(file)).problems()).hasSize(1);
        }
    }

    @Test
    void a_literal_secret_is_refused_and_not_repeated_back_whole() {
        assertThat(problems(REMOTE.replace("env:KEY", "pk_live_abc")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("env:NAME").doesNotContain("pk_live_abc"));
    }

    @Test
    void a_remote_target_must_fit_its_budget_and_be_encrypted() {
        Scenario scenario = ((Loaded.Valid) loader.parse("s.yaml", REMOTE)).scenario();
        assertThat(((Target.Remote) scenario.target()).credential()).isInstanceOf(Credential.PublishableKey.class);

        assertThat(problems(REMOTE.replace("connections: 100,", "connections: 9,")))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("target.remote.budget.connections");
        assertThat(problems(REMOTE.replace("wss://", "ws://")))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("target.remote.url");
    }

    @Test
    void a_limit_below_what_the_run_itself_holds_cannot_be_probed() {
        assertThat(problems(GOOD + "limits: [ { id: l, documented: 9, closeCode: 4010, source: s } ]\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("holds 10"));
    }

    @Property(tries = 300)
    void no_text_makes_the_loader_throw(@ForAll @StringLength(max = 200) String text) {
        assertThat(new ScenarioLoader(new Secrets(Map.of())).parse("s.yaml", text))
                .isNotNull();
    }

    @Property(tries = 300)
    void no_damage_to_a_good_file_makes_the_loader_throw(@ForAll int seed, @ForAll char replacement) {
        StringBuilder damaged = new StringBuilder(GOOD);
        damaged.setCharAt(Math.floorMod(seed, GOOD.length()), replacement);
        assertThat(new ScenarioLoader(new Secrets(Map.of())).parse("s.yaml", damaged.toString()))
                .isNotNull();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private List<Problem> problems(String text) {
        return ((Loaded.Invalid) loader.parse("s.yaml", text)).problems();
    }
}
