package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultKind;
import dev.plimsoll.model.fault.PlannedFault;
import dev.plimsoll.model.plan.PlannedPair;
import dev.plimsoll.model.result.AgentsResult;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AgentAccountTest {
    private static final AgentEvent.Carried NOTHING = new AgentEvent.Carried(0, 0, 0, 0, 0);

    private static final PlannedFault STOP = new PlannedFault(
            "stop",
            FaultKind.TURN_STOP,
            Duration.ofSeconds(19),
            Duration.ofSeconds(4),
            Set.of(),
            Duration.ofSeconds(9));

    private final AgentAccount account = new AgentAccount(List.of(
            new PlannedPair("udp-1", TurnTransport.UDP, "c1", "b", "a"),
            new PlannedPair("tls-1", TurnTransport.TLS, "c2", "d", "c")));

    @Test
    void a_pair_counts_as_relayed_only_if_it_was_in_every_sample() {
        connected("udp-1");
        sampled("udp-1", true, 0);
        sampled("udp-1", true, 1);
        connected("tls-1");
        sampled("tls-1", true, 0);
        sampled("tls-1", false, 1);

        assertThat(account.result().connected()).isEqualTo(2);
        assertThat(account.result().relayed()).isEqualTo(1);
        assertThat(account.result().byTransport().get("tls").relayed()).isZero();
        assertThat(account.result().byTransport().get("tcp").pairs()).isZero();
    }

    @Test
    void a_pair_that_was_never_sampled_is_not_relayed() {
        connected("udp-1");

        assertThat(account.result().relayed()).isZero();
    }

    @Test
    void the_first_reason_that_stopped_a_pair_counts() {
        account.accept(new AgentEvent.PairFailed("udp-1", "turn-401", ""), 3);
        account.lost(List.of("udp-1", "tls-1"), new AgentEvent.HostLost("gone", 134));

        assertThat(account.result().details())
                .extracting(AgentsResult.PairResult::outcome)
                .containsExactly("turn-401", "agent host died (exit status 134)");
        assertThat(account.allDecided()).isTrue();
    }

    @Test
    void a_pair_that_ended_in_good_order_is_not_lost_with_its_host() {
        connected("udp-1");
        account.accept(new AgentEvent.PairEnded("udp-1"), 3);
        account.lost(List.of("udp-1"), new AgentEvent.HostLost("gone", null));

        assertThat(account.result().details().get(0).outcome()).isEqualTo("connected");
    }

    @Test
    void incidents_of_a_call_are_counted_by_their_names() {
        incident(Incident.PATH_FAILED);
        incident(Incident.RESTART_OFFERED);
        incident(Incident.RESTART_OFFERED);

        assertThat(account.result().details().get(0).incidents())
                .isEqualTo(Map.of("path-failed", 1, "restart-offered", 2));
    }

    @Test
    void the_series_has_the_median_echo_of_each_second_and_gaps() {
        connected("udp-1");
        sampled("udp-1", true, 1, 3_000_000, 1_000_000, 2_000_000);

        assertThat(account.rttSeries(3).get("udp-1")).containsExactly(null, 2.0, null);
        assertThat(account.result().details().get(0).rttMs().count()).isEqualTo(3);
        assertThat(account.result().byTransport().get("udp").rttMs()).isCloseTo(2.0, within(0.01));
        assertThat(account.result().byTransport().get("tls").rttMs()).isNull();
        assertThat(account.result().details().get(0).setupMs()).isEqualTo(250);
    }

    @Test
    void a_pair_of_which_nothing_was_heard_did_not_connect() {
        assertThat(account.allDecided()).isFalse();
        assertThat(account.result().details())
                .extracting(AgentsResult.PairResult::outcome)
                .containsOnly("not connected");
    }

    @Test
    void a_call_that_is_not_set_up_while_a_fault_is_on_was_struck_by_it() {
        AgentAccount calls = new AgentAccount(List.of(call("udp-1-1", 0), call("udp-1-2", 21), call("udp-1-3", 42)));
        calls.begun(5);
        calls.accept(new AgentEvent.PairFailed("udp-1-1", "no-answer", ""), 20);
        calls.fault(new FaultEvent.Began(STOP, 24), 24);
        calls.fault(new FaultEvent.Undone(28), 28);
        calls.accept(new AgentEvent.PairFailed("udp-1-2", "turn-silent", ""), 34);
        calls.accept(new AgentEvent.PairFailed("udp-1-3", "no-answer", ""), 62);

        assertThat(calls.result().struck()).isEqualTo(1);
        assertThat(calls.allDecided()).isTrue();
    }

    @Test
    void a_call_that_fails_after_it_was_up_was_not_struck() {
        account.begun(0);
        connected("udp-1");
        account.fault(new FaultEvent.Began(STOP, 3), 3);
        account.accept(new AgentEvent.PairFailed("udp-1", "ice-restart-exhausted", ""), 9);

        assertThat(account.result().struck()).isZero();
    }

    @Test
    void calls_that_follow_each_other_share_a_series() {
        AgentAccount calls = new AgentAccount(List.of(call("udp-1-1", 0), call("udp-1-2", 2)));
        calls.accept(sample("udp-1-1", true, 1_000_000), 1);
        calls.accept(sample("udp-1-2", true, 3_000_000), 3);

        assertThat(calls.rttSeries(4)).containsOnly(Map.entry("udp-1", Arrays.asList(null, 1.0, null, 3.0)));
    }

    private static PlannedPair call(String id, int beginsAt) {
        return new PlannedPair(
                id,
                "udp-1",
                TurnPath.of(TurnTransport.UDP),
                "c",
                "b",
                "a",
                Duration.ofSeconds(beginsAt),
                Duration.ofSeconds(20));
    }

    private void incident(Incident what) {
        account.accept(new AgentEvent.CallIncident("udp-1", "caller", what, "", 1, 0), 0);
    }

    private void connected(String pair) {
        account.accept(new AgentEvent.PairConnected(pair, 250_000_000), 0);
    }

    private void sampled(String pair, boolean relayed, int second, long... echoes) {
        account.accept(sample(pair, relayed, echoes), second);
    }

    private static AgentEvent.PairSampled sample(String pair, boolean relayed, long... echoes) {
        return new AgentEvent.PairSampled(
                pair, LongStream.of(echoes).boxed().toList(), 5, 5, 50, "relay/udp - relay/udp", relayed, NOTHING);
    }
}
