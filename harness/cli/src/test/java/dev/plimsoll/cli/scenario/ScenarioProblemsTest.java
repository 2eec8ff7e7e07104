package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioProblemsTest {
    private static final Path QUICKSTART = Path.of("../../scenarios/quickstart.yaml");
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

    private static final ScenarioLoader LOADER = new ScenarioLoader(new Secrets(Map.of("KEY", "k")));

    static Stream<Arguments> notYaml() {
        return Stream.of(
                arguments(
                        GOOD.replace("  hold", "\thold"), "8: a tab stands where only spaces may; indent with spaces"),
                arguments(GOOD.replace("good", "a: b"), "1: a ':' stands where none may; put text that holds ': '"),
                arguments(GOOD.replace("  hold", " hold"), "8: the indentation does not fit the lines above; indent"),
                arguments(GOOD.replace("good", "@x"), "1: a value begins with a character that YAML keeps"),
                arguments(GOOD.replace("hold: 5s", "hold: 'x"), "9: a quote is not closed; close it"),
                arguments(GOOD + "limits: [a, b\n", "10: a bracket or brace is not closed; close it"),
                arguments(GOOD.replace("hold: 5s", "hold: \u0001"), "8: the character U+0001 may not stand in YAML"),
                arguments("? [a]\n: 1\n", "1: a field's name is a list or a map; write a plain name"),
                arguments(GOOD + "---\nname: other\n", "10: a second document begins here; give each scenario"),
                arguments("a: &x {}\nb: *x\n", "2: aliases (*name) are not supported; write the value out"),
                arguments("[".repeat(1 << 20), "1: values are nested too deeply; close the brackets"),
                arguments("{a: ".repeat(1 << 18), "1: values are nested too deeply; close the brackets"));
    }

    @ParameterizedTest
    @MethodSource("notYaml")
    void a_text_that_is_not_yaml_is_explained_at_its_line_without_the_parsers_words(String text, String expected) {
        assertThat(problems(text)).singleElement().asString().startsWith("s.yaml:" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "1_000", "0x10", ".nan", ".inf", "1e400", "1.5"})
    void a_number_that_yaml_reads_in_a_surprising_way_is_refused(String number) {
        assertThat(problems(GOOD.replace("connections: 10", "connections: " + number)))
                .singleElement()
                .hasToString("s.yaml:5: signalling.connections: '%s' is not a whole number; write it in digits, as 10"
                        .formatted(number));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments(
                        "publishers: 150%", "signalling.publishers: '150%' cannot be read; write a share of the whole"),
                arguments("publishers: '50'", "signalling.publishers: '50' cannot be read; write a share of the whole"),
                arguments("publishRate: 81/s", "signalling.publishRate: is above what one connection may send"),
                arguments("steps: { count: 2, each: 5s }", "signalling.steps: stands beside rampUp"),
                arguments("spike: { extra: 5, at: 3s, stay: 5s }", "signalling.spike.stay: goes beyond the hold"),
                arguments("churn: 6/s", "signalling.churn: leaves no connection two seconds"),
                arguments("tokenLife: 30s", "signalling.tokenLife: ends connections that do not come back"),
                arguments(
                        "storms: [{ at: 1s, cause: network }]", "signalling.storms[0]: takes connections that do not"),
                arguments("sourceAddresses: nowhere", "signalling.sourceAddresses: 'nowhere' is neither"),
                arguments("reconnect: sometimes", "signalling.reconnect: 'sometimes'"),
                arguments("payload: 60001B", "signalling.payload: does not fit a frame of 64 KB; write 60000B or less"),
                arguments("payload: 999999999MiB", "signalling.payload: is too large; write 60000B or less"),
                arguments("payload:", "signalling.payload: has no value; write a size, as 200B or 4KiB"),
                arguments("payload: [1]", "signalling.payload: a list is not a text; write a size, as 200B or 4KiB"),
                arguments("a/b: 1", "signalling.a/b: unknown field; known are arrivals, burst, channels"),
                arguments(
                        "\"x\\e[2J\\ny\": 1",
                        "signalling.x\\u001b[2J\\u000ay: unknown field; known are arrivals, burst, channels"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void a_wrong_value_is_told_with_its_line_and_path(String field, String expected) {
        assertThat(problems(GOOD + "  " + field + "\n"))
                .singleElement()
                .asString()
                .startsWith("s.yaml:9: " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169h", "999999999999h", "2000000h"})
    void a_duration_that_no_run_lasts_is_refused_and_not_read_as_none(String hold) {
        String text = GOOD.replace("hold: 5s", "hold: " + hold) + "  publishers: 100%\n  publishRate: 80/s\n";

        assertThat(problems(text))
                .singleElement()
                .hasToString("s.yaml:8: signalling.hold: '" + hold + "' is too long; write 168h or less");
    }

    @Test
    void calls_that_end_before_all_have_begun_and_lives_that_no_credential_has_are_told() {
        String agents = "agents: { pairs: { udp: 30, tls-443: 70 }, duration: 10s, turn: { source: api, ttl: %s } }\n";

        assertThat(problems(GOOD + agents.formatted("49h")))
                .extracting(problem -> problem.path())
                .contains("agents.setups", "agents.turn.ttl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2s | is shorter than a set-up may take; write 5s or more",
                "31s | leaves no time for the first calls to end",
                "200h | is too long; write 168h or less"
            })
    void calls_that_are_too_short_to_be_set_up_or_too_long_for_the_run_are_told(String length, String problem) {
        assertThat(problems(GOOD + "agents: { pairs: { udp: 2 }, duration: 30s, callLength: " + length + " }\n"))
                .singleElement()
                .asString()
                .contains("agents.callLength", problem);
    }

    @Test
    void calls_that_come_and_go_leave_no_time_for_late_faults_and_no_limit_to_count_at() {
        assertThat(problems("""
                name: s
                target: { sandbox: {} }
                agents: { pairs: { udp: 2 }, duration: 60s, callLength: 20s }
                faults: [ { at: 20s, what: turn-stop, lasts: 5s, within: 15s } ]
                limits: [ { id: l, documented: 5, closeCode: 4010, source: s } ]
                """))
                .extracting(problem -> problem.path())
                .containsExactlyInAnyOrder("agents.callLength", "faults");
    }

    @Test
    void eight_different_faults_of_fields_and_of_their_relations_are_told_at_once() {
        assertThat(problems("""
                name: BAD
                colour: red
                target: { sandbox: { turn: false } }
                signalling:
                  connections: 10
                  channels: 20
                  rampUp: 500ms
                  hold: soon
                agents: { pairs: { udp: 1 }, duration: 10s }
                limits: [ { id: l, documented: 5, closeCode: 4010, source: s } ]
                expectations: [ signalling.lsot == 0 ]
                """))
                .extracting(problem -> problem.line() + " " + problem.path())
                .containsExactly(
                        "1 name",
                        "2 colour",
                        "3 target.sandbox.turn",
                        "6 signalling.channels",
                        "7 signalling.rampUp",
                        "8 signalling.hold",
                        "10 limits[0].documented",
                        "11 expectations[0]");
    }

    @Test
    void a_relation_to_a_field_that_is_wrong_itself_is_not_judged() {
        assertThat(problems(GOOD.replace("connections: 10", "connections: few")))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("signalling.connections");
    }

    @Test
    void a_single_connection_needs_no_ramp() {
        String text = GOOD.replace("connections: 10", "connections: 1").replace("channels: 2", "channels: 1");

        assertThat(LOADER.parse("s.yaml", text.replace("rampUp: 2s", "rampUp: 0s")))
                .isInstanceOf(Loaded.Valid.class);
    }

    @Test
    void expectations_and_limits_that_stand_twice_are_told_whatever_their_spacing() {
        String limit = "{ id: l, documented: 10, closeCode: 4010, source: s }";

        assertThat(problems(GOOD + "limits: [ " + limit + ",\n  " + limit + " ]\nexpectations:\n"
                        + "  - signalling.lost == 0\n  - signalling.lost==0\n"))
                .extracting(Problem::toString)
                .containsExactly(
                        "s.yaml:10: limits[1].id: 'l' stands twice; give every limit an id of its own",
                        "s.yaml:13: expectations[1]: 'signalling.lost==0' stands twice; keep one");
    }

    @Test
    void a_target_is_exactly_one() {
        assertThat(problems(REMOTE.replace("  remote:", "  sandbox: {}\n  remote:")))
                .singleElement()
                .hasToString("s.yaml:2: target: has 2 entries; write exactly one of remote, sandbox");
        assertThat(problems(GOOD.replace("  sandbox: {}", "  {}")))
                .singleElement()
                .hasToString("s.yaml:2: target: is empty; write exactly one of remote, sandbox");
    }

    @Test
    void a_missing_secret_and_a_budget_that_is_too_small_are_told_together() {
        assertThat(problems(REMOTE.replace("env:KEY", "env:NOPE").replace("connections: 100", "connections: 9")))
                .extracting(Problem::toString)
                .containsExactly(
                        "s.yaml:5: target.remote.key: the environment has no NOPE; export NOPE=...",
                        "s.yaml:6: target.remote.budget.connections: the run opens 10; allow that, or open fewer");
    }

    static Stream<String> misplacedSecrets() {
        return Stream.of(
                REMOTE.replace("wss://", "wss://user:hunter2@"),
                REMOTE.replace("wss://example.com", "wss://example.com?token=hunter2"),
                REMOTE.replace("env:KEY", "hunter2"),
                REMOTE.replace("key: env:KEY", "signingKey: hunter2"),
                REMOTE.replace("key: env:KEY", "signingKey: { id: sk_secret_hunter2, secret: env:KEY }"),
                REMOTE.replace("key: env:KEY", "signingKey: { id: a, secret: hunter2 }"),
                REMOTE.replace("name: remote", "name: sk_secret_hunter2"),
                REMOTE.replace("name: remote", "name: pk_live_hunter2"),
                GOOD + "influx: { url: 'http://u:hunter2@host', token: env:KEY, org: o, bucket: b }\n",
                GOOD + "influx: { url: 'http://host', token: hunter2, org: o, bucket: b }\n",
                GOOD + "influx: { url: 'http://host', tokn: hunter2, org: o, bucket: b }\n");
    }

    @Test
    void influxdb_needs_a_token_and_an_organisation_unless_it_is_an_old_one() {
        assertThat(problems(GOOD + "influx: { url: 'http://host', bucket: b }\n"))
                .extracting(Problem::toString)
                .allMatch(problem -> problem.contains("is missing; add it; only api: v1 does without"))
                .hasSize(2);
        assertThat(LOADER.parse("s.yaml", GOOD + "influx: { api: v1, url: 'http://host', bucket: b }\n"))
                .isInstanceOf(Loaded.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("misplacedSecrets")
    void a_secret_that_stands_in_the_file_is_refused_and_never_printed(String text) {
        assertThat(problems(text))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"file:/a\\0b\"", "file:relative", "file:/dev/zero", "file:/nowhere/at/all", "file:/"})
    void a_secret_file_that_cannot_be_read_is_a_problem_at_its_line(String reference) {
        assertThat(problems(REMOTE.replace("env:KEY", reference)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(5);
                    assertThat(problem.path()).isEqualTo("target.remote.key");
                });
    }

    @Test
    void a_secret_file_is_read_without_the_white_space_around_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "  pk_x\n\n");
        Loaded loaded = LOADER.parse("s.yaml", REMOTE.replace("env:KEY", "file:" + file));

        assertThat(((Loaded.Valid) loaded).scenario().target())
                .extracting("credential.key.value")
                .isEqualTo("pk_x");
    }

    @Test
    void a_file_that_cannot_be_a_scenario_is_refused_as_what_it_is(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', '\n', 'b', (byte) 0xe9, '\n'});
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);

        assertThat(fileProblem(latin)).isEqualTo(latin + ":2: is not UTF-8 text; save the file as UTF-8");
        assertThat(fileProblem(large)).isEqualTo(large + ": is larger than 1 MiB; a scenario is a short file");
        assertThat(fileProblem(folder)).isEqualTo(folder + ": is a folder; name a YAML file");
        assertThat(fileProblem(Path.of("/dev/null"))).isEqualTo("/dev/null: is not a file; name a YAML file");
    }

    @Property(tries = 500)
    void no_mixture_of_the_quickstarts_lines_makes_the_loader_throw_or_a_problem_break_its_line(
            @ForAll @IntRange(max = 45) int from,
            @ForAll @IntRange(max = 45) int to,
            @ForAll char inserted,
            @ForAll @IntRange(max = 2000) int at)
            throws IOException {
        List<String> lines = Files.readAllLines(QUICKSTART);
        String moved = IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i == to ? Math.min(from, lines.size() - 1) : i))
                .collect(Collectors.joining("\n"));
        String text = new StringBuilder(moved)
                .insert(Math.min(at, moved.length()), inserted)
                .toString();

        if (LOADER.parse("s.yaml", text) instanceof Loaded.Invalid invalid) {
            assertThat(invalid.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("\n", "\u001b"));
        }
    }

    private static List<Problem> problems(String text) {
        return ((Loaded.Invalid) LOADER.parse("s.yaml", text)).problems();
    }

    private static String fileProblem(Path file) {
        List<Problem> problems = ((Loaded.Invalid) LOADER.load(file)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }

    @Test
    void a_pack_among_the_limits_is_checked_as_far_as_its_own_lines() {
        String wrong = GOOD + """
                limits:
                  - pack: metered-realtime
                    only: [concurrent-connection]
                    values: { concurrent-connections: { beyond: many }, other: 5 }
                  - { id: own, documented: 5, source: docs }
                  - pack: metered
                """;

        assertThat(problems(wrong))
                .map(Problem::toString)
                .map(text -> text.replaceFirst("(limit 'other'; known are ).*concurrent-connections.*", "$1its limits"))
                .containsExactlyInAnyOrder(
                        "s.yaml:11: limits[0].only[0]: metered-realtime has no limit 'concurrent-connection'; "
                                + "did you mean 'concurrent-connections'?",
                        "s.yaml:12: limits[0].values.concurrent-connections.beyond: is not a whole number from 0; "
                                + "see the parameters of concurrent-boundary in docs/limits.md",
                        "s.yaml:12: limits[0].values.other: metered-realtime has no limit 'other'; "
                                + "known are its limits",
                        "s.yaml:13: limits[1].closeCode: is missing; add it: How each of those must be closed before "
                                + "its welcome.",
                        "s.yaml:13: limits[1].documented: the run itself holds 10 connections, so this cannot be "
                                + "probed; open fewer connections, or probe it in a scenario of its own",
                        "s.yaml:14: limits[2].pack: metered: no limit pack is called that; known are "
                                + "metered-realtime, cloudflare-turn, coturn, realtimekit; or name a file");
    }
}
