package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.fault.FaultKind;
import dev.plimsoll.model.fault.FaultPlan;
import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
    private static final String SCENARIO = """
            name: survive
            target: { sandbox: {} }
            agents: { pairs: { udp: 1, all: 1 }, duration: 5m, turn: { source: api } }
            faults:
              - { at: 10s, what: turn-stop, lasts: 3s, within: 30s }
              - { at: 60s, what: path-blackhole, name: no-udp, transports: [udp], within: 30s }
              - { at: 100s, what: credentials-expire, within: 40s }
              - { at: 150s, what: turn-stop, within: 40s }
              - { at: 200s, what: signalling-drop, within: 40s }
            """;
    private static final String REMOTE = """
            name: survive
            target:
              remote:
                url: wss://example.com
                key: env:KEY
                budget: { connections: 100, messages: 1000, duration: 10m }
                turn: { urls: ["turn:turn.example.com:3478"], username: u, credential: env:KEY }
            agents: { pairs: { udp: 1 }, duration: 5m, turn: { source: static } }
            faults:
              - { at: 10s, what: path-cut }
            """;

    private final ScenarioLoader loader = new ScenarioLoader(new Secrets(Map.of("KEY", "pk_live_x")));

    @Test
    void each_fault_is_read_and_has_a_name_of_its_own() {
        FaultPlan plan = plan(SCENARIO);

        assertThat(plan.faults())
                .extracting(PlannedFault::name)
                .containsExactly("turn-stop", "no-udp", "credentials-expire", "turn-stop-2", "signalling-drop");
        assertThat(plan.faults().get(0))
                .isEqualTo(new PlannedFault(
                        "turn-stop",
                        FaultKind.TURN_STOP,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        Set.of(TurnTransport.values()),
                        Duration.ofSeconds(30)));
        assertThat(plan.faults().get(1).transports()).containsExactly(TurnTransport.UDP);
        assertThat(plan.faults().get(1).deadline()).isEqualTo(Duration.ofSeconds(95));
        assertThat(plan.faults().get(2).deadline()).isEqualTo(Duration.ofSeconds(140));
    }

    @Test
    void a_path_to_a_remote_target_can_be_cut() {
        assertThat(plan(REMOTE).faults()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what: turn-stop, lasts   | what: turn-stopp, lasts                     | turn-stop
            what: credentials-expire | what: credentials-expire, lasts: 5s         | is a moment
            what: signalling-drop    | what: signalling-drop, transports: [udp]    | strikes every transport
            at: 60s                  | at: 30s                                     | let 'no-udp' come later
            duration: 5m             | duration: 200s                              | let the calls last longer
            name: no-udp             | name: credentials-expire                    | stands twice
            transports: [udp]        | transports: [dtls]                          | tls
            pairs: { udp: 1, all: 1 }| pairs: { tls: 1 }                           | that no pair uses
            source: api           | source: welcome                             | write api for
            source: api           | source: api, policy: all                 | leave out agents.turn.policy
            duration: 5m             | duration: 5m, data: 0/s, audio: false       | let agents send data or audio
            """)
    void what_cannot_be_done_or_judged_is_told_before_anything_starts(String right, String wrong, String hint) {
        assertThat(problems(SCENARIO.replace(right, wrong)))
                .singleElement()
                .asString()
                .contains(hint);
    }

    @Test
    void a_remote_turn_server_is_not_ours_to_stop() {
        assertThat(problems(REMOTE.replace("path-cut", "turn-stop")).toString())
                .contains("not ours", "use path-blackhole or path-cut");
    }

    @Test
    void peers_that_are_cut_off_connect_again_and_that_counts_against_the_budget() {
        String twice = REMOTE.replace("what: path-cut", "what: signalling-drop");

        assertThat(plan(twice.replace("connections: 100", "connections: 4")).connectsPerPeer())
                .isEqualTo(2);
        assertThat(problems(twice.replace("connections: 100", "connections: 3")).toString())
                .contains("the run opens 4");
    }

    @Test
    void faults_without_calls_are_refused() {
        String alone =
                SCENARIO.replaceAll("agents:.*", "signalling: { connections: 2, channels: 1, rampUp: 1s, hold: 400s }");

        assertThat(problems(alone).toString()).contains("add agents");
    }

    private FaultPlan plan(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Valid.class);
        return ((Loaded.Valid) loaded).scenario().faults();
    }

    private List<Problem> problems(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Invalid.class);
        return ((Loaded.Invalid) loaded).problems();
    }
}
