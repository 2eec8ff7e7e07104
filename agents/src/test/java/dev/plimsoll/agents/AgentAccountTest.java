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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAccountTest {
    private static final AgentEvent.Carried NOTHING = new AgentEvent.Carried(0, 0, 0, 0, 0);

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
    void what_a_call_heard_counts_on_when_it_has_ended() {
        connected("udp-1");
        sampled("udp-1", true, 1, 3_000_000, 1_000_000, 2_000_000);
        account.accept(new AgentEvent.PairEnded("udp-1"), 2);

        AgentsResult result = account.result();
        assertThat(result.details().get(0).rttMs().count()).isEqualTo(3);
        assertThat(result.details().get(0).rttMs().p50()).isCloseTo(2.0, within(0.01));
        assertThat(result.byTransport().get("udp").rttMs()).isCloseTo(2.0, within(0.01));
        assertThat(account.result()).as("asking changes nothing").isEqualTo(result);
    }

    @Test
    void a_call_that_finds_no_way_while_turn_is_stopped_was_struck_by_it() {
        AgentAccount calls = new AgentAccount(List.of(call("udp-1-1", 0), call("udp-1-2", 22), call("udp-1-3", 44)));
        calls.begun(seconds(5));
        calls.accept(new AgentEvent.PairFailed("udp-1-1", "ice-timeout", ""), 20);
        calls.fault(new FaultEvent.Began(stop(FaultKind.TURN_STOP), seconds(24)));
        calls.fault(new FaultEvent.Undone(seconds(28)));
        calls.accept(new AgentEvent.PairFailed("udp-1-2", "turn-silent", ""), 36);
        calls.accept(new AgentEvent.PairFailed("udp-1-3", "ice-timeout", ""), 64);

        assertThat(calls.result().struck()).isEqualTo(1);
        assertThat(calls.allDecided()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"TURN_STOP, 1", "PATH_CUT, 1", "CREDENTIALS_EXPIRE, 1", "CREDENTIALS_ROTATE, 0", "SIGNALLING_DROP, 0"})
    void a_fault_is_to_blame_only_for_what_it_does(FaultKind kind, int struck) {
        account.begun(seconds(0));
        account.fault(new FaultEvent.Began(stop(kind), seconds(1)));
        account.accept(new AgentEvent.PairFailed("udp-1", "turn-701", ""), 2);
        account.accept(new AgentEvent.PairFailed("tls-1", "signalling-4001", ""), 2);

        assertThat(account.tally().struck()).isEqualTo(struck);
    }

    @Test
    void a_cut_of_udp_is_not_to_blame_for_a_call_over_tls_nor_what_was_not_carried_out_for_any() {
        account.begun(seconds(0));
        account.fault(new FaultEvent.Began(stop(FaultKind.PATH_CUT), seconds(1)));
        account.accept(new AgentEvent.PairFailed("tls-1", "turn-701", ""), 2);
        account.fault(new FaultEvent.NotCarriedOut("no", seconds(3)));
        account.accept(new AgentEvent.PairFailed("udp-1", "turn-701", ""), 4);

        assertThat(account.tally().struck()).isZero();
    }

    @Test
    void a_call_that_fails_after_it_was_up_was_not_struck() {
        account.begun(seconds(0));
        connected("udp-1");
        account.fault(new FaultEvent.Began(stop(FaultKind.TURN_STOP), seconds(3)));
        account.accept(new AgentEvent.PairFailed("udp-1", "ice-timeout", ""), 9);

        assertThat(account.result().struck()).isZero();
    }

    @Test
    void a_call_whose_path_was_never_seen_is_not_relayed() {
        connected("udp-1");
        account.accept(sample("udp-1", "none - none", true), 1);
        assertThat(account.result().relayed()).isZero();

        account.accept(sample("udp-1", "relay/udp - relay/udp", true), 2);
        assertThat(account.result().relayed()).isEqualTo(1);
    }

    private static long seconds(int seconds) {
        return seconds * 1_000_000_000L;
    }

    private static PlannedFault stop(FaultKind kind) {
        return new PlannedFault(
                "stop",
                kind,
                Duration.ofSeconds(19),
                Duration.ofSeconds(4),
                Set.of(TurnTransport.UDP),
                Duration.ofSeconds(9));
    }

    @Test
    void calls_that_follow_each_other_share_a_series() {
        AgentAccount calls = new AgentAccount(List.of(call("udp-1-1", 0), call("udp-1-2", 2)));
        calls.accept(sample("udp-1-1", "none", true, 1_000_000), 1);
        calls.accept(sample("udp-1-2", "none", true, 3_000_000), 3);

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
        account.accept(sample(pair, "relay/udp - relay/udp", relayed, echoes), second);
    }

    private static AgentEvent.PairSampled sample(String pair, String selected, boolean relayed, long... echoes) {
        return new AgentEvent.PairSampled(
                pair, LongStream.of(echoes).boxed().toList(), 5, 5, 50, selected, relayed, NOTHING);
    }
}
