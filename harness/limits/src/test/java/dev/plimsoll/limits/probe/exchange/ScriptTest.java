package dev.plimsoll.limits.probe.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {
    private static final Map<String, Object> PING = Map.of("type", "publish", "channel", "c", "data", 1);

    static List<Map<String, Object>> steps_that_are_wrong() {
        return List.of(
                Map.of("peer", "a"),
                Map.of("peer", "a", "sends", PING, "hears", "nothing"),
                Map.of("peer", "nobody", "sends", PING),
                Map.of("peer", "a", "sends", 7),
                Map.of("peer", "a", "sends", PING, "answer", "no such answer!"),
                Map.of("peer", "a", "sends", PING, "anser", "ack"),
                Map.of("peer", "a", "hears", "something"),
                Map.of("peer", "a", "hears", "nothing", "within", "soon"),
                Map.of("peer", "a", "ends", "4020"),
                Map.of("peer", "a", "leaves", "angrily"),
                Map.of("peer", "a", "welcomed", 1),
                Map.of("rest", "usage", "answer", 200),
                Map.of("rest", "GET /v1/usage"),
                Map.of("rest", "GET /v1/usage", "answer", 20),
                Map.of("used", -1));
    }

    @ParameterizedTest
    @MethodSource("steps_that_are_wrong")
    void a_step_that_is_wrong_is_told_at_its_place(Map<String, Object> step) {
        assertThat(new Exchange().faults(limit(Map.of(), List.of(step))))
                .hasSize(1)
                .allSatisfy(fault -> {
                    assertThat(fault.pointer()).startsWith("/parameters/steps/0");
                    assertThat(fault.hint()).isNotBlank();
                });
    }

    @Test
    void steps_that_can_be_played_are_not_told() {
        assertThat(new Exchange()
                        .faults(limit(
                                Map.of("permissions", List.of("send")),
                                List.of(
                                        Map.of(
                                                "peer",
                                                "a",
                                                "sends",
                                                PING,
                                                "answer",
                                                List.of("ack", "close 4011"),
                                                "first",
                                                true),
                                        Map.of(
                                                "peer",
                                                "a",
                                                "sends",
                                                "{no json",
                                                "answer",
                                                "malformed_message or close 1008"),
                                        Map.of("peer", "a", "hears", Map.of("type", "message"), "within", "2s"),
                                        Map.of("rest", "GET /v1/usage", "answer", 401, "error", "unauthorized"),
                                        Map.of("peer", "a", "leaves", "drop")))))
                .isEmpty();
    }

    @Test
    void a_peer_that_cannot_be_is_told() {
        List<Fault> faults = new Exchange()
                .faults(limit(Map.of("permissions", List.of("fly")), List.of(Map.of("peer", "a", "sends", PING))));

        assertThat(faults).extracting(Fault::pointer).containsExactly("/parameters/peers/a/permissions");
    }

    @Test
    void what_an_exchange_needs_and_costs_follows_from_its_steps() {
        Limit limit = limit(
                Map.of("credential", "minted"),
                List.of(
                        Map.of("peer", "a", "sends", PING, "answer", "ack"),
                        Map.of("rest", "POST /v1/channels/c/publish", "answer", 200)));

        assertThat(new Exchange().needs(limit)).containsExactlyInAnyOrder(Fact.SIGNALLING, Fact.REST);
        assertThat(Script.read(limit, fault -> {}).steps().stream()
                        .mapToLong(Step::messages)
                        .sum())
                .isEqualTo(2);
    }

    private static Limit limit(Map<String, Object> peer, List<Map<String, Object>> steps) {
        return new Limit(
                "x",
                "x",
                "x",
                Optional.empty(),
                List.of(),
                "",
                new Source("docs", "", Provenance.DOCUMENTED),
                List.of(),
                "exchange",
                Map.of("peers", Map.of("a", peer), "steps", steps, "patience", "1s", "quiet", "100ms"),
                Map.of(),
                List.of());
    }
}
