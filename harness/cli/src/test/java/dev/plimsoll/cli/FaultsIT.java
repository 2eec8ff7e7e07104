package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whole runs in which something is done to calls, with coturn. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {
    private static final String TURN = """
            name: survive
            target: { sandbox: { connectsPerIp: 1000 } }
            agents: { pairs: { udp: 1, tls: 1, all: 1 }, duration: 155s, data: 10/s }
            faults:
              - { at: 8s, what: turn-stop, name: relay-away, lasts: 3s, within: 50s }
              - { at: 65s, what: path-blackhole, name: no-udp, transports: [udp], lasts: 40s, within: 45s }
            """;

    private static final String ACCESS = """
            name: access
            target: { sandbox: { connectsPerIp: 1000 } }
            agents: { pairs: { udp: 1, tcp: 1 }, duration: 105s, data: 10/s, turn: { source: api } }
            faults:
              - { at: 6s, what: signalling-drop, lasts: 3s, within: 15s }
              - { at: 26s, what: credentials-rotate, lasts: 8s, within: 10s }
              - { at: 48s, what: credentials-expire, within: 50s }
            """;

    private static final int CHURN_SECONDS = Integer.getInteger("plimsoll.churn.seconds", 160);
    private static final String CHURN = """
            name: churn
            target: { sandbox: { connectsPerIp: 10000, maxMessages: 1000000 } }
            agents:
              { pairs: { udp: 1, tcp: 3, tls: 2 }, hosts: { count: 1 }, duration: %ds, callLength: 20s, setups: 0.3/s, data: 10/s, audio: false, turn: { source: api } }
            faults:
              - { at: 40s, what: turn-stop, lasts: 3s, within: 30s }
              - { at: 84s, what: credentials-rotate, lasts: 4s, within: 30s }
            """.formatted(CHURN_SECONDS);

    /** As a finished peer may leave of native memory; ChurnIT of the agents holds a thousand calls to it. */
    private static final double BYTES_A_PEER = 10_000;

    /** What a host's JVM and library still take up in their third minute, however many calls there are. */
    private static final double RESTLESS_BYTES = 60e6;

    /** Vitals come once a second; the calls that are up at a time take turns in less than this. */
    private static final int WINDOW = 22;

    @TempDir
    Path folder;

    @Test
    void calls_come_back_from_a_turn_server_that_stops_and_go_round_a_transport_that_is_shut() throws Exception {
        Cli cli = Cli.decided(folder, TURN);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode stopped = cli.result().at("/agents/faults/0");
        assertThat(stopped.path("name").asText()).isEqualTo("relay-away");
        assertThat(stopped.path("calls").asInt()).isEqualTo(3);
        assertThat(stopped.path("recovered").asInt()).as(stopped.toString()).isEqualTo(3);
        assertThat(stopped.path("lastedSeconds").asDouble()).isBetween(3.0, 12.0);
        assertThat(stopped.path("longestSilenceMs").asDouble()).isBetween(3_000.0, 53_000.0);
        assertThat(stopped.at("/recoveryMs/max").asDouble()).isBetween(3_000.0, 53_000.0);

        JsonNode shut = cli.result().at("/agents/faults/1");
        assertThat(shut.path("calls").asInt()).isEqualTo(3);
        assertThat(shut.path("notBack").asInt()
                        + shut.path("ended").asInt()
                        + shut.path("late").asInt())
                .as(shut.toString())
                .isZero();
        assertThat(fates(shut, "udp"))
                .allSatisfy(call -> assertThat(call.path("fate").asText()).isEqualTo("recovered"));
        assertThat(fates(shut, "tls")).isEmpty();
        assertThat(fates(shut, "all")).hasSize(1).allSatisfy(call -> {
            assertThat(call.path("paths").get(0).asText()).isEqualTo("relay/udp - relay/udp");
            assertThat(call.path("paths").toString()).containsPattern("relay/(tcp|tls)");
        });
        assertThat(cli.points("run_mark"))
                .filteredOn(line -> line.contains("kind=fault"))
                .extracting(line -> line.replaceAll(".*,what=([a-z-]+),phase=(begins|ends).*", "$1 $2"))
                .containsExactly("relay-away begins", "relay-away ends", "no-udp begins", "no-udp ends");
        assertThat(Files.readString(cli.reportFolder().resolve("report.html")))
                .contains("relay-away (turn-stop)", "<rect class=\"f\"");
    }

    @Test
    void calls_live_through_lost_signalling_and_credentials_that_are_changed_or_end() throws Exception {
        Cli cli = Cli.decided(folder, ACCESS);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode dropped = cli.result().at("/agents/faults/0");
        assertThat(dropped.path("recovered").asInt()).as(dropped.toString()).isEqualTo(2);
        assertThat(dropped.path("longestSilenceMs").asDouble()).isLessThan(2_000);
        assertThat(dropped.at("/recoveryMs/p50").asDouble()).isBetween(3_000.0, 15_000.0);
        JsonNode rotated = cli.result().at("/agents/faults/1");
        assertThat(rotated.path("undisturbed").asInt()).as(rotated.toString()).isEqualTo(2);
        assertThat(rotated.path("messagesLost").asInt()).isZero();
        JsonNode expired = cli.result().at("/agents/faults/2");
        // Over TCP a client hears at once that its allocation is gone, and may be back within a second.
        assertThat(expired.path("recovered").asInt()
                        + expired.path("undisturbed").asInt())
                .as(expired.toString())
                .isEqualTo(2);
        assertThat(fates(expired, "udp"))
                .hasSize(1)
                .allSatisfy(
                        call -> assertThat(call.path("recoveryMs").asDouble()).isBetween(5_000.0, 50_000.0));
        for (JsonNode pair : cli.result().at("/agents/details")) {
            assertThat(pair.at("/incidents/credentials-in-use").asInt())
                    .as(pair.toString())
                    .isGreaterThanOrEqualTo(2);
            assertThat(pair.at("/incidents/restart-offered").asInt())
                    .as(pair.toString())
                    .isPositive();
            assertThat(pair.at("/incidents/signalling-back").asInt()).isEqualTo(2);
        }
    }

    @Test
    void calls_that_come_and_go_outlive_a_restart_of_coturn_and_new_credentials_and_leave_nothing() throws Exception {
        Cli cli = Cli.decided(folder, CHURN);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode agents = cli.result().at("/agents");
        assertThat(agents.path("pairs").asInt()).isGreaterThanOrEqualTo(6 * ((CHURN_SECONDS - 20) / 22));
        assertThat(agents.path("relayed").asInt() + agents.path("struck").asInt())
                .isEqualTo(agents.path("pairs").asInt());
        assertThat(agents.path("faults").findValuesAsText("verdict")).containsExactly("PASS", "PASS");
        assertThat(agents.at("/faults/0/recovered").asInt())
                .as(agents.toString())
                .isPositive();
        leavesNothing(cli.points("agent_host"));
    }

    /** From when a fifth of the calls has come and gone to the end. */
    private static void leavesNothing(List<String> vitals) {
        double all = Cli.value(vitals.get(vitals.size() - 1), "peers_made");
        List<String> warm = vitals.stream()
                .filter(line -> Cli.value(line, "peers_made") > all / 5 && Cli.value(line, "peers_open") > 0)
                .toList();
        List<String> first = warm.subList(0, WINDOW);
        List<String> last = warm.subList(warm.size() - WINDOW, warm.size());
        double peers = median(last, "peers_made") - median(first, "peers_made");
        double grown = median(last, "resident")
                - median(last, "heap_committed")
                - median(first, "resident")
                + median(first, "heap_committed");
        System.out.printf("churn: %.0f peers, %.1f MB more native memory%n", peers, grown / 1e6);

        assertThat(grown).isLessThan(peers * BYTES_A_PEER + RESTLESS_BYTES);
        assertThat(median(last, "open_files")).isLessThan(median(first, "open_files") + 20);
        assertThat(median(last, "threads")).isLessThan(median(first, "threads") + 20);
    }

    private static double median(List<String> vitals, String field) {
        return vitals.stream()
                .map(line -> Cli.value(line, field))
                .sorted()
                .toList()
                .get(vitals.size() / 2);
    }

    private static List<JsonNode> fates(JsonNode fault, String transport) {
        return fault.path("details")
                .valueStream()
                .filter(call -> call.path("pair").asText().startsWith(transport))
                .toList();
    }
}
