package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over paths that get worse, and of calls whose quality is measured. */
class ImpairmentsIT {
    private static final String SCENARIO = """
            name: impaired
            target: { sandbox: { connectsPerIp: 1000 } }
            agents: { pairs: { udp: 1, tcp: 1, tls: 1 }, duration: 20s, data: 10/s }
            impairments:
              - { at: 8s, name: far, delay: 40ms, up: { loss: 5% } }
            """;

    private static final String MEDIA = """
            name: media
            target: { sandbox: { connectsPerIp: 1000 } }
            agents: { pairs: { udp: 1 }, duration: 14s, media: { direction: one-way, video: {} } }
            """;

    @TempDir
    Path folder;

    @Test
    void calls_feel_the_path_from_the_step_on_and_what_was_done_to_them_is_written_down() throws Exception {
        Cli cli = Cli.decided(folder, SCENARIO);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        JsonNode result = cli.result();
        assertThat(result.at("/agents/relayed").asInt()).as(cli::output).isEqualTo(3);
        List<String> points = cli.points("impairment");
        assertThat(points)
                .filteredOn(line -> line.contains("profile=clear") && Cli.value(line, "passed") > 0)
                .hasSizeGreaterThan(6)
                .allSatisfy(line -> assertThat(Cli.value(line, "lost")).isZero());
        List<String> udpUp = points.stream()
                .filter(line ->
                        line.contains("profile=far") && line.contains("direction=up") && line.contains("route=udp"))
                .toList();
        double passed =
                udpUp.stream().mapToDouble(line -> Cli.value(line, "passed")).sum();
        double lost =
                udpUp.stream().mapToDouble(line -> Cli.value(line, "lost")).sum();
        assertThat(passed).isGreaterThan(300);
        assertThat(lost / (lost + passed)).isBetween(0.02, 0.09);
        assertEchoes(result);
        assertThat(cli.points("run_mark"))
                .filteredOn(line -> line.contains("kind=impairment"))
                .singleElement()
                .asString()
                .contains("what=far,", "phase=begins");
        assertThat(result.at("/agents/impairments/0/name").asText()).isEqualTo("far");
        assertThat(result.at("/agents/impairments/0/atSeconds").asDouble()).isBetween(8.0, 30.0);
        assertThat(Files.readString(cli.reportFolder().resolve("report.html")))
                .contains("<rect class=\"i\"", "impairment far");
    }

    @Test
    void a_callee_that_plays_what_it_receives_has_scores_and_the_delay_of_the_media() throws Exception {
        Cli cli = Cli.decided(folder, MEDIA);

        assertThat(cli.exitCode()).as(cli::output).isZero();
        List<String> received = cli.points("webrtc_inbound");
        assertThat(received).allMatch(line -> line.contains("role=callee"));
        assertThat(received)
                .filteredOn(line -> line.contains("kind=audio") && line.contains("mos="))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(Cli.value(line, "mos")).isBetween(2.0, 4.5));
        for (String kind : List.of("audio", "video")) {
            assertThat(received)
                    .filteredOn(line -> line.contains("kind=" + kind) && line.contains("media_delay_p50_ms="))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(line ->
                            assertThat(Cli.value(line, "media_delay_p50_ms")).isBetween(0.1, 10_000.0));
        }
        assertThat(cli.points("webrtc_peer"))
                .filteredOn(line -> line.contains("dtls_ms="))
                .hasSizeBetween(2, 6)
                .allSatisfy(line -> assertThat(Cli.value(line, "setup_ms")).isBetween(1.0, 14_000.0));
        assertThat(cli.points("webrtc_event")).noneMatch(line -> line.contains("event=off-relay"));
        assertThat(cli.points("webrtc_pair")).allMatch(line -> line.contains("turn_host=127.0.0.1"));
    }

    /** Both ends go through the proxy, so an echo crosses four impaired links: 160 ms. */
    private static void assertEchoes(JsonNode result) {
        for (JsonNode pair : result.at("/agents/details")) {
            assertThat(pair.at("/rttMs/p50").asDouble()).as(pair.toString()).isGreaterThan(100);
            assertThat(pair.at("/rttMs/p50").asDouble()).as(pair.toString()).isLessThan(2_000);
        }
    }
}
