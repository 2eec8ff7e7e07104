package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.report.ResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Limit packs, as a person probes them. */
@Execution(ExecutionMode.CONCURRENT)
class LimitsIT {
    private static final String SCALED = """
            name: scaled
            target: { sandbox: { turn: false, maxConcurrentConnections: %d, connectsPerIp: 1000%s } }
            limits:
              - pack: metered-realtime
                only: [concurrent-connections]
                values: { concurrent-connections: { frees: 500ms } }
            """;

    @TempDir
    Path folder;

    private Cli limits(String... options) throws IOException {
        return limits(folder, options);
    }

    private static Cli limits(Path folder, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("limits"));
        arguments.addAll(List.of(options));
        return Cli.start(folder, Map.of("PLIMSOLL_KEY", "pk_live_of_the_test"), arguments.toArray(String[]::new));
    }

    @Test
    void a_pack_against_a_sandbox_that_is_scaled_down_passes_and_says_that_it_is() throws Exception {
        Cli cli = Cli.decided(
                folder, in -> limits(in, "metered-realtime", "--target", Cli.scenario(in, SCALED.formatted(12, ""))));

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode result = cli.result();
        assertThat(schemaProblems(result)).isEmpty();
        JsonNode limit = result.at("/limits/0");
        assertThat(limit.at("/id").asText()).isEqualTo("limit.metered-realtime.concurrent-connections");
        assertThat(limit.at("/verdict").asText()).isEqualTo("PASS");
        assertThat(limit.at("/documented").asText())
                .startsWith("12 connections, then close 4010 before the welcome")
                .contains("documented are 100 connections; maxConcurrentConnections of the target is 12")
                .contains("frees is 500ms; the scenario says so");
        assertThat(limit.at("/parts")).hasSize(5);
        assertThat(result.at("/signalling/sources/probes/accepted").asInt())
                .isEqualTo(result.at("/sandbox/accepted").asInt());
        assertThat(cli.output()).contains("PASS", "metered-realtime.concurrent-connections", "12 connections");
        assertThat(read(cli, "junit.xml"))
                .contains(
                        "limit.metered-realtime.concurrent-connections",
                        "documented: 12 connections",
                        "source: Metered");
        assertThat(read(cli, "report.html")).contains("Evidence", "connect probe-concurrent-connections-1");
        assertThat(read(cli, "report.md")).contains("## Limits", "-> welcome");
    }

    @Test
    void a_sandbox_with_a_fault_fails_the_limit_that_is_about_it() throws Exception {
        String faulty = SCALED.formatted(12, ", faults: [cap-wrong-close-code]");
        Cli cli = Cli.decided(folder, in -> limits(in, "metered-realtime", "--target", Cli.scenario(in, faulty)));

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        assertThat(cli.result().at("/limits/0/observed").asText()).contains("5 x 1008");
        assertThat(read(cli, "junit.xml")).contains("<failure");
    }

    @Test
    void a_pack_is_probed_beside_load_and_counts_its_connections() throws Exception {
        String beside =
                SCALED.formatted(30, "") + "signalling: { connections: 10, channels: 2, rampUp: 1s, hold: 25s }\n";
        Cli cli = Cli.decided(folder, beside);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        assertThat(cli.result().at("/limits/0/parts/0/observed").asText())
                .isEqualTo("30 open at once (10 of the run, 20 of the probe)");
    }

    @Test
    void the_documented_pack_is_probed_at_the_sandbox_by_default() throws Exception {
        Cli cli = Cli.decided(folder, in -> limits(in, "metered-realtime", "--only", "concurrent-connections"));

        assertThat(cli.exitCode()).as(cli::output).isZero();
        assertThat(cli.result().at("/limits/0/documented").asText())
                .isEqualTo("100 connections, then close 4010 before the welcome");
    }

    @Test
    void every_limit_of_every_shipped_pack_passes_at_a_sandbox_that_is_scaled_down() throws Exception {
        String shipped = Files.readString(Path.of("../../scenarios/limits-scaled.yaml"));
        String patient =
                shipped.replace("      token-expiry:", "      every-message: { within: 10s }\n      token-expiry:");
        assertThat(patient)
                .as("a machine that is late itself makes nothing invalid")
                .isNotEqualTo(shipped);

        Cli cli = Cli.decided(folder, patient);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode limits = cli.result().at("/limits");
        assertThat(limits)
                .hasSizeGreaterThan(90)
                .allMatch(limit -> limit.at("/verdict").asText().equals("PASS"));
        assertThat(limits)
                .extracting(limit -> limit.at("/id").asText().split("\\.", 4)[1])
                .contains("metered-realtime", "cloudflare-turn", "coturn", "realtimekit");
    }

    @Test
    void a_list_and_a_plan_send_nothing_and_leave_no_folder() throws Exception {
        Cli list = limits("metered-realtime", "--list");
        assertThat(list.exitCode()).as(list::output).isZero();
        assertThat(list.output()).contains("concurrent-connections", "100 connections", "concurrent-boundary");

        Cli plan = limits("metered-realtime", "--plan");
        assertThat(plan.exitCode()).as(plan::output).isZero();
        assertThat(plan.output()).contains("nothing is sent", "concurrent-connections", "in all, at most");
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void a_plan_beyond_the_budget_is_refused_before_anything_is_sent() throws Exception {
        String nobody = "ws://127.0.0.1:" + Cli.unusedPort();
        Cli cli = limits("metered-realtime", "--target", nobody, "--max-connects", "50", "--plan");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(2);
        assertThat(cli.output())
                .contains("the budget has 50", "--only", "concurrent-connections: holds all places of the app")
                .doesNotContain("pk_live");
    }

    @Test
    void a_target_where_nothing_answers_is_named_before_anything_is_probed() throws Exception {
        String nobody = "ws://127.0.0.1:" + Cli.unusedPort();
        Cli cli = limits("metered-realtime", "--target", nobody, "--only", "unknown-publishable-key");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(2);
        assertThat(cli.output())
                .contains("cannot be reached, nothing answers at " + nobody.replace("ws", "http"), "check the address")
                .doesNotContain("pk_live", "\tat ");
    }

    @Test
    void a_target_that_is_not_this_machine_needs_a_permission() throws Exception {
        Cli cli = limits("metered-realtime", "--target", "wss://example.invalid");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(2);
        assertThat(cli.output()).contains("example.invalid is not this machine", "--allow-remote");
    }

    @Test
    void whatever_is_wrong_with_a_pack_is_told_at_once() throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), """
                id: mine
                title: Mine
                service: signalling
                documents: { d: D }
                limits:
                  - { id: a, title: A, subject: s, source: { document: d }, probe: concurent-boundary }
                  - id: b
                    title: B
                    subject: s
                    source: { document: d }
                    documented: { value: 1, unit: bytes }
                    reactions: [{ close: 4010, welcomed: false }]
                    probe: concurrent-boundary
                """);
        Cli cli = limits("mine.yaml");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(2);
        assertThat(cli.output())
                .contains("mine.yaml:6: limits[0].probe: no probe is called 'concurent-boundary'")
                .contains("mine.yaml:11: limits[1].documented.unit: concurrent-boundary does not take bytes")
                .contains("2 problems");
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void a_file_is_probed_and_not_the_pack_of_the_same_id_that_the_scenario_probes() throws Exception {
        String shipped = Files.readString(Path.of("../../scenarios/limits/metered-realtime.yaml"));
        Path mine = folder.resolve("mine.yaml");
        Files.writeString(
                mine,
                shipped.replace("value: 100, unit: connections }", "value: 7, unit: connections }")
                        .replace("scales: { value: maxConcurrentConnections }", ""));
        String only = "--only=concurrent-connections";

        Cli ofFile = limits("mine.yaml", "--target", Cli.scenario(folder, SCALED.formatted(12, "")), only, "--plan");
        assertThat(ofFile.exitCode()).as(ofFile::output).isZero();
        assertThat(ofFile.output()).as("7 + 5, 12, 7 + 5, 7 + 1").containsPattern("concurrent-connections +44 ");

        String own = SCALED.formatted(12, "").replace("metered-realtime", mine.toString());
        Cli ofScenario = limits(
                "./mine.yaml",
                "--target",
                Cli.scenario(folder, own.replace("{ frees: 500ms }", "{ value: 12 }")),
                only,
                "--plan");
        assertThat(ofScenario.exitCode()).as(ofScenario::output).isZero();
        assertThat(ofScenario.output()).as("12 + 5, 12, 12 + 5, 12 + 1").containsPattern("concurrent-connections +59 ");
    }

    @Test
    void names_that_are_not_known_are_refused_with_those_that_are() throws Exception {
        Cli pack = limits("metered");
        assertThat(pack.exitCode()).isEqualTo(2);
        assertThat(pack.output()).contains("known are metered-realtime");

        Cli limit = limits("metered-realtime", "--only", "concurrent-connection");
        assertThat(limit.exitCode()).isEqualTo(2);
        assertThat(limit.output()).contains("did you mean 'concurrent-connections'?");
    }

    private static String read(Cli cli, String file) throws IOException {
        return Files.readString(cli.reportFolder().resolve(file));
    }

    private static List<String> schemaProblems(JsonNode result) throws IOException {
        try (InputStream in = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(in))
                    .validate(result)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
