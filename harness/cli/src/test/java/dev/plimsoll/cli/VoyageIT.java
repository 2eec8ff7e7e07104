package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.report.ResultJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, as a person starts them. */
class VoyageIT {
    private static final String SCENARIO = """
            name: voyage
            target: { sandbox: { maxConcurrentConnections: %d, connectsPerIp: 1000 } }
            signalling: { connections: 60, channels: 6, rampUp: 2s, hold: 16s, publishers: 10%%, publishRate: 4/s }
            agents: { pairs: { udp: 1, tcp: 1, tls: 1 }, duration: 18s }
            limits:
              - { id: concurrent, documented: 80, beyond: 5, closeCode: 4010, source: test }
            expectations: [ signalling.lost == 0, signalling.duplicates == 0, agents.relayed == 3 ]
            """;
    private static final String LONG = """
            name: long
            target: { sandbox: { maxConcurrentConnections: 80, connectsPerIp: 1000 } }
            signalling: { connections: 20, channels: 2, rampUp: 1s, hold: 40s, publishers: 10%, publishRate: 4/s }
            agents: { pairs: { udp: 1 }, duration: 40s }
            """;

    @TempDir
    Path folder;

    @Test
    void a_healthy_service_passes_and_every_number_adds_up() throws Exception {
        Cli cli = Cli.decided(folder, SCENARIO.formatted(80));

        assertThat(cli.exitCode()).as(cli::output).isZero();

        JsonNode result = cli.result();
        assertThat(schemaProblems(result)).isEmpty();
        assertThat(result.at("/verdict").asText()).isEqualTo("PASS");
        assertThat(result.at("/signalling/attempted").asInt()).isEqualTo(85);
        assertThat(result.at("/signalling/accepted").asInt()).isEqualTo(80);
        assertThat(result.at("/signalling/rejected/4010").asInt()).isEqualTo(5);
        assertThat(result.at("/signalling/published").asInt()).isEqualTo(6 * 56);
        // On a machine that is held up a connection may subscribe after the first publish; it does not expect that one.
        int expected = result.at("/signalling/expectedDeliveries").asInt();
        assertThat(expected).isBetween(6 * 55 * 9, 6 * 56 * 9);
        assertThat(result.at("/signalling/delivered").asInt()).isEqualTo(expected);
        assertThat(result.at("/sandbox/deliveries").asInt()).isBetween(expected, 6 * 56 * 9);
        assertThat(result.at("/agents/relayed").asInt()).isEqualTo(3);
        for (JsonNode pair : result.at("/agents/details")) {
            assertThat(pair.at("/messagesEchoed").asInt()).isPositive();
            assertThat(pair.at("/audioPackets").asInt()).isPositive();
        }
        assertThat(result.at("/telemetry/lost").asInt()).isZero();
        assertThat(spooledLines(cli)).isEqualTo(result.at("/telemetry/spooled").asLong());
        assertThat(cli.reportFolder())
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/report.md")
                .isDirectoryContaining("glob:**/junit.xml")
                .isDirectoryContaining("glob:**/delivery.hlog")
                .isDirectoryContaining("glob:**/plimsoll.log");
        try (var files = Files.walk(cli.reportFolder().resolve("gatling"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("index.html");
        }
    }

    @Test
    void a_service_that_refuses_one_connection_too_early_fails() throws Exception {
        Cli cli = Cli.decided(folder, SCENARIO.formatted(79));

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        assertThat(verdictOf(cli.result(), "limit.concurrent.accepted")).isEqualTo("FAIL");
        assertThat(verdictOf(cli.result(), "limit.concurrent.rejected")).isEqualTo("SKIPPED");
        assertThat(cli.output()).contains("number 80 met 4010");
    }

    @Test
    void a_service_that_accepts_one_connection_too_many_fails() throws Exception {
        Cli cli = Cli.decided(folder, SCENARIO.formatted(81));

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        assertThat(verdictOf(cli.result(), "limit.concurrent.accepted")).isEqualTo("PASS");
        assertThat(verdictOf(cli.result(), "limit.concurrent.rejected")).isEqualTo("FAIL");
    }

    @Test
    void a_fault_that_the_scenario_plants_is_found() throws Exception {
        String faulty = """
                name: faulty
                target:
                  sandbox:
                    { turn: false, maxConcurrentConnections: 40, connectsPerIp: 1000,
                      faults: [cap-wrong-close-code, duplicates-deliveries] }
                signalling: { connections: 30, channels: 1, rampUp: 1s, hold: 20s, publishers: 20%, publishRate: 10/s }
                limits: [ { id: concurrent, documented: 40, beyond: 3, closeCode: 4010, source: test } ]
                expectations: [ signalling.lost == 0, signalling.duplicates == 0 ]
                """;
        Cli cli = Cli.decided(folder, faulty);

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        assertThat(verdictOf(cli.result(), "limit.concurrent.accepted")).isEqualTo("PASS");
        assertThat(verdictOf(cli.result(), "limit.concurrent.rejected")).isEqualTo("FAIL");
        assertThat(verdictOf(cli.result(), "expect.signalling.lost")).isEqualTo("PASS");
        assertThat(verdictOf(cli.result(), "expect.signalling.duplicates")).isEqualTo("FAIL");
        assertThat(cli.output()).contains("1008");
    }

    @Test
    void a_run_whose_agents_die_ends_in_order_and_is_invalid() throws Exception {
        Cli cli = Cli.run(folder, SCENARIO.formatted(80));
        cli.await(() -> cli.output().contains("3 of 3 pairs connected"));
        cli.descendant("AgentMain").forEach(ProcessHandle::destroyForcibly);

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(4);
        JsonNode result = cli.result();
        assertThat(result.at("/verdict").asText()).isEqualTo("INVALID");
        assertThat(verdictOf(result, "agents.host")).isEqualTo("INVALID");
        assertThat(result.at("/agents/details/0/outcome").asText()).startsWith("agent host died (exit status ");
        assertThat(result.at("/signalling/delivered").asInt()).isEqualTo(6 * 56 * 9);
        assertNothingIsLeft(List.of(), cli);
    }

    @Test
    void a_run_whose_sandbox_dies_ends_in_order_and_is_invalid() throws Exception {
        Cli cli = Cli.run(folder, LONG);
        cli.await(() -> cli.output().contains("1 of 1 pairs connected"));
        List<ProcessHandle> children = cli.descendants().toList();
        cli.descendant("SandboxMain").forEach(ProcessHandle::destroyForcibly);

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(4);
        assertThat(verdictOf(cli.result(), "sandbox.process")).isEqualTo("INVALID");
        assertThat(cli.result().at("/signalling/dropped/1006").asInt()).isPositive();
        assertThat(cli.reportFolder().resolve("report.html")).exists();
        assertNothingIsLeft(children, cli);
    }

    @Test
    void ctrl_c_ends_everything_and_the_report_is_written() throws Exception {
        Cli cli = Cli.run(folder, LONG);
        cli.await(() -> cli.output().contains("1 of 1 pairs connected"));
        cli.await(() -> cli.output().contains("20 of 20 open"));
        List<ProcessHandle> children = cli.descendants().toList();
        assertThat(cli.descendant("turnserver")).isNotEmpty();

        cli.signal("INT");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(130);
        assertNothingIsLeft(children, cli);
        assertThat(cli.result().at("/exitCode").asInt()).isEqualTo(130);
        assertThat(cli.result().at("/verdict").asText()).isEqualTo("INVALID");
        assertThat(cli.result().at("/signalling/accepted").asInt()).isEqualTo(22);
        assertThat(cli.reportFolder().resolve("report.html")).exists();
    }

    @Test
    void a_run_that_is_killed_leaves_no_process_behind() throws Exception {
        Cli cli = Cli.run(folder, LONG);
        cli.await(() -> cli.output().contains("1 of 1 pairs connected"));
        List<ProcessHandle> children = cli.descendants().toList();
        assertThat(cli.descendant("turnserver")).isNotEmpty();

        cli.signal("KILL");
        cli.exitCode();

        assertNothingIsLeft(children, cli);
    }

    @Test
    void a_port_that_is_taken_is_named_before_anything_is_measured() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli cli = Cli.run(
                    folder,
                    "name: taken\ntarget: { sandbox: { port: " + taken.getLocalPort()
                            + " } }\nsignalling: { connections: 1, channels: 1, rampUp: 1s, hold: 1s }\n");

            assertThat(cli.exitCode()).isEqualTo(3);
            assertThat(cli.output())
                    .contains("port " + taken.getLocalPort(), "is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_remote_target_that_nobody_answers_at_is_named_before_anything_is_measured() throws Exception {
        int port = Cli.unusedPort();
        String scenario = Cli.scenario(folder, """
                name: remote
                target:
                  remote:
                    url: ws://127.0.0.1:%d
                    key: env:KEY
                    budget: { connections: 10, messages: 10, duration: 1m }
                signalling: { connections: 1, channels: 1, rampUp: 1s, hold: 3s }
                """.formatted(port));
        Cli cli = Cli.start(folder, Map.of("KEY", "pk_live_x"), "run", scenario);

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(3);
        assertThat(cli.output()).contains("cannot be reached").doesNotContain("pk_live_x", "\tat ");
    }

    @Test
    void a_load_that_the_service_refuses_fails_even_if_nobody_expected_anything() throws Exception {
        Cli cli = Cli.decided(folder, """
                name: refused
                target: { sandbox: { turn: false, maxConcurrentConnections: 3 } }
                signalling: { connections: 5, channels: 1, rampUp: 1s, hold: 2s }
                """);

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(1);
        assertThat(verdictOf(cli.result(), "load.accepted")).isEqualTo("FAIL");
        assertThat(cli.result().at("/signalling/rejected/4010").asInt()).isEqualTo(2);
    }

    @Test
    void a_wrong_command_line_is_told_in_a_line_and_no_trace() throws Exception {
        Cli cli = Cli.start(folder, Map.of(), "run", "absent.yaml");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.output()).contains("absent.yaml: there is no such file").doesNotContain("\tat ");
    }

    @Test
    void points_reach_influxdb_as_they_reach_the_spool() throws Exception {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        Queue<String> authorizations = new ConcurrentLinkedQueue<>();
        HttpServer influx = influx(bodies, authorizations);
        try {
            String scenario = Cli.scenario(folder, """
                    name: upload
                    target: { sandbox: { turn: false } }
                    signalling: { connections: 4, channels: 1, rampUp: 1s, hold: 4s, publishers: 50% }
                    """);
            Cli cli = Cli.start(
                    folder,
                    Map.of("INFLUX_TOKEN", "t0ken"),
                    "run",
                    scenario,
                    "--influx-url",
                    "http://127.0.0.1:" + influx.getAddress().getPort(),
                    "--influx-org",
                    "o",
                    "--influx-bucket",
                    "b");

            assertThat(cli.exitCode()).as(cli::output).isZero();
            JsonNode telemetry = cli.result().get("telemetry");
            assertThat(telemetry.get("uploaded").asLong())
                    .isEqualTo(telemetry.get("points").asLong())
                    .isPositive();
            assertThat(bodies.stream().mapToLong(body -> body.lines().count()).sum())
                    .isEqualTo(spooledLines(cli));
            assertThat(authorizations).containsOnly("Token t0ken");
            assertThat(Files.readString(cli.reportFolder().resolve("plimsoll.log")))
                    .doesNotContain("t0ken");
            assertNothingIsSentTwice(cli.reportFolder(), influx, bodies);
        } finally {
            influx.stop(0);
        }
    }

    private void assertNothingIsSentTwice(Path run, HttpServer influx, Queue<String> bodies) throws Exception {
        int before = bodies.size();
        Cli upload = Cli.start(
                folder,
                Map.of("INFLUX_TOKEN", "t0ken"),
                "upload",
                run.toString(),
                "--influx-url",
                "http://127.0.0.1:" + influx.getAddress().getPort(),
                "--influx-org",
                "o",
                "--influx-bucket",
                "b");

        assertThat(upload.exitCode()).as(upload::output).isZero();
        assertThat(upload.output()).contains("0 points sent");
        assertThat(bodies).hasSize(before);
    }

    private static HttpServer influx(Queue<String> bodies, Queue<String> authorizations) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", exchange -> {
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            bodies.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void assertNothingIsLeft(List<ProcessHandle> children, Cli cli) throws Exception {
        for (ProcessHandle child : children) {
            child.onExit().get(15, TimeUnit.SECONDS);
        }
        assertThat(cli.descendants()).isEmpty();
    }

    private static String verdictOf(JsonNode result, String id) {
        return StreamSupport.stream(result.get("verdicts").spliterator(), false)
                .filter(check -> check.get("id").asText().equals(id))
                .map(check -> check.get("verdict").asText())
                .findFirst()
                .orElse("absent");
    }

    private static long spooledLines(Cli cli) throws IOException {
        Path segment = RunFolder.points(cli.reportFolder()).resolve("000001.lp.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(segment)), StandardCharsets.UTF_8))) {
            return lines.lines().count();
        }
    }

    private static List<?> schemaProblems(JsonNode result) throws IOException {
        try (InputStream schema = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(schema))
                    .validate(result);
        }
    }
}
