package dev.plimsoll.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.fault.FaultEvent.CallSeen;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultLedgerTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final PlannedFault STOP = fault("stop", 10);
    private final List<FaultEvent> events = new ArrayList<>();

    @Test
    void calls_that_carry_on_are_undisturbed() {
        up("a", 1);
        seen("a", 9.5, 9.4, 0, 0);
        began(STOP, 10);
        seen("a", 10.5, 10.4, 9.4, 9.9);
        seen("a", 60, 59.9, 59, 59.9);
        over("a", 60, "");

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.calls()).isEqualTo(1);
        assertThat(result.undisturbed()).isEqualTo(1);
        assertThat(result.recoveryMs().count()).isZero();
        assertThat(result.details()).isEmpty();
    }

    @Test
    void a_call_that_was_silent_recovers_when_it_carries_again() {
        up("a", 1);
        seen("a", 9.5, 9.4, 0, 0);
        began(STOP, 10);
        seen("a", 15, 10.1, 9.4, 10.1);
        events.add(new FaultEvent.Undone(at(15.5)));
        seen("a", 23, 22.6, 10.1, 22.1);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.recovered()).isEqualTo(1);
        assertThat(result.atSeconds()).isEqualTo(10);
        assertThat(result.lastedSeconds()).isEqualTo(5.5);
        assertThat(result.recoveryMs().max()).isEqualTo(12_100);
        assertThat(result.longestSilenceMs()).isEqualTo(12_000);
        FaultResult.CallFate fate = result.details().get(0);
        assertThat(fate.fate()).isEqualTo("recovered");
        assertThat(fate.lastBeforeSeconds()).isEqualTo(10.1);
        assertThat(fate.firstAfterSeconds()).isEqualTo(22.1);
    }

    @Test
    void a_call_that_carries_again_after_its_time_is_late() {
        up("a", 1);
        began(STOP, 10);
        seen("a", 40, 39, 1.2, 1.4);
        up("b", 1);
        events.clear();
        up("b", 9.9);
        began(STOP, 10);
        seen("b", 50, 49.9, 10, 46);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.late()).isEqualTo(1);
        assertThat(result.recoveryMs().max()).isEqualTo(36_000);
    }

    @Test
    void a_call_whose_own_time_is_over_before_it_had_to_carry_again_says_nothing() {
        up("short", 9.9);
        up("long", 9.9);
        began(STOP, 10);
        seen("short", 20, 10.2, 0, 0);
        over("short", 20, "");
        seen("long", 60, 59.9, 10.2, 25);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.recovered()).isEqualTo(1);
        assertThat(result.over()).isEqualTo(1);
        assertThat(result.check().observed()).contains("1 over before they had to");
        assertThat(result.details()).extracting(FaultResult.CallFate::fate).containsExactly("over", "recovered");
    }

    @Test
    void where_most_calls_are_over_too_soon_nothing_is_proven() {
        for (String call : List.of("short", "shorter")) {
            up(call, 9.9);
        }
        up("long", 9.9);
        began(STOP, 10);
        for (String call : List.of("short", "shorter")) {
            seen(call, 20, 10.2, 0, 0);
            over(call, 21, "");
        }
        up("next", 21);
        seen("long", 60, 59.9, 10.2, 25);
        seen("next", 90, 89.9, 0, 0);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.trouble()).contains("over before their time was up");
    }

    @Test
    void a_call_that_is_over_before_the_fault_has_shown_what_it_does_was_not_undisturbed() {
        up("leaving", 9.9);
        up("long", 9.9);
        began(STOP, 10);
        seen("leaving", 10.3, 10.2, 0, 0);
        over("leaving", 11.5, "");
        seen("long", 60, 59.9, 10.2, 25);

        assertThat(only().over()).isEqualTo(1);
        assertThat(only().undisturbed()).isZero();
    }

    @Test
    void a_call_that_had_its_time_and_then_took_leave_is_not_back() {
        up("silent", 9.9);
        up("other", 9.9);
        began(STOP, 10);
        seen("other", 90, 89.9, 10.2, 20);
        seen("silent", 89, 10.1, 0, 0);
        over("silent", 91, "");

        assertThat(only().notBack()).isEqualTo(1);
        assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_call_that_never_carries_again_is_not_back_and_what_it_sent_is_lost() {
        up("a", 9.9);
        began(STOP, 10);
        events.add(new CallSeen("a", at(70), at(10.2), Silence.NONE, 2, 7, ""));

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.notBack()).isEqualTo(1);
        assertThat(result.longestSilenceMs()).isEqualTo(59_800);
        assertThat(result.messagesLost()).isEqualTo(9);
        assertThat(result.details().get(0).firstAfterSeconds()).isNull();
    }

    @Test
    void a_call_that_ends_before_its_time_has_not_survived() {
        up("a", 9.9);
        began(STOP, 10);
        seen("a", 11, 10, 0, 0);
        over("a", 30, "ice-restart-exhausted");
        seen("a", 31, 30, 29, 30);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.ended()).isEqualTo(1);
        assertThat(result.details().get(0).reason()).isEqualTo("ice-restart-exhausted");
    }

    @Test
    void a_call_that_was_silent_already_is_no_evidence() {
        up("a", 1);
        seen("a", 9.5, 5, 0, 0);
        began(STOP, 10);
        seen("a", 12, 11.9, 5, 11.8);

        FaultResult result = only();
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.trouble()).isEqualTo("no call was up");
    }

    @Test
    void an_end_that_lost_its_signalling_has_to_get_it_back() {
        up("a", 9.9);
        up("b", 9.9);
        began(STOP, 10);
        events.add(new FaultEvent.SignallingLost("a", "caller", at(10.1)));
        events.add(new FaultEvent.SignallingLost("a", "callee", at(10.1)));
        events.add(new FaultEvent.SignallingLost("b", "caller", at(10.1)));
        events.add(new FaultEvent.SignallingBack("a", "caller", at(12)));
        events.add(new FaultEvent.SignallingBack("a", "callee", at(13)));
        seen("a", 60, 59.9, 59, 59.9);
        seen("b", 60, 59.9, 59, 59.9);

        FaultResult result = only();
        assertThat(result.recovered()).isEqualTo(1);
        assertThat(result.notBack()).isEqualTo(1);
        assertThat(result.recoveryMs().max()).isEqualTo(3_000);
        assertThat(result.longestSilenceMs()).isLessThan(1_000);
    }

    @Test
    void the_paths_that_a_call_took_are_told_in_turn() {
        up("a", 1);
        path("a", 9.9, "relay/udp - relay/udp");
        began(STOP, 10);
        path("a", 11, "relay/udp - relay/udp");
        path("a", 12, "");
        path("a", 13, "relay/tcp - relay/udp");
        path("a", 14, "relay/udp - relay/udp");

        FaultResult result = only();
        assertThat(result.rerouted()).isEqualTo(1);
        assertThat(result.details().get(0).paths())
                .containsExactly("relay/udp - relay/udp", "relay/tcp - relay/udp", "relay/udp - relay/udp");
    }

    @Test
    void a_silence_that_begins_when_the_time_is_up_is_not_the_faults() {
        up("a", 9.9);
        began(STOP, 10);
        seen("a", 45.5, 45.2, 44.9, 45.2);
        seen("a", 70, 69, 45.2, 69);

        assertThat(only().undisturbed()).isEqualTo(1);
    }

    @Test
    void nothing_can_be_said_if_the_calls_end_while_they_may_still_recover() {
        up("a", 9.9);
        began(STOP, 10);
        seen("a", 20, 10.1, 0, 0);
        over("a", 20, "");

        assertThat(only().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(only().trouble()).contains("before their time was up");
    }

    @Test
    void a_fault_that_could_not_be_carried_out_has_no_verdict() {
        up("a", 9.9);
        began(STOP, 10);
        events.add(new FaultEvent.NotCarriedOut("stop could not be undone: port taken", at(15)));
        seen("a", 60, 59.9, 59, 59.9);

        assertThat(only().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(only().check().observed()).startsWith("stop could not be undone: port taken");
    }

    @Test
    void the_next_fault_ends_the_account_of_the_one_before() {
        up("a", 9.9);
        began(STOP, 10);
        seen("a", 30, 29.9, 10.1, 20);
        began(fault("again", 60), 60);
        seen("a", 59.9, 59.8, 30, 30.2);
        seen("a", 99, 98.9, 60, 62);

        assertThat(results()).extracting(FaultResult::name).containsExactly("stop", "again");
        assertThat(results()).extracting(FaultResult::recovered).containsExactly(1, 1);
        assertThat(results().get(1).recoveryMs().max()).isEqualTo(2_000);
    }

    @Test
    void the_check_tells_who_survived_how_soon_and_what_was_lost() {
        up("a", 9.9);
        began(STOP, 10);
        events.add(new FaultEvent.Undone(at(15)));
        seen("a", 23, 22.6, 10.1, 22.1);

        assertThat(only().check().id()).isEqualTo("fault.stop");
        assertThat(only().check().title()).isEqualTo("Calls survive stop (turn-stop at 10 s for 5 s)");
        assertThat(only().check().expected()).isEqualTo("every call goes on, and carries again within 30 s");
        assertThat(only().check().observed())
                .isEqualTo("of 1 calls 0 undisturbed, 1 recovered, 0 late, 0 not back, 0 ended;"
                        + " slowest recovery 12.10 s; longest silence 12 s; 0 messages lost; 0 rerouted");
    }

    private static PlannedFault fault(String name, int second) {
        return new PlannedFault(
                name,
                FaultKind.TURN_STOP,
                Duration.ofSeconds(second),
                Duration.ofSeconds(5),
                Set.of(),
                Duration.ofSeconds(30));
    }

    private static long at(double seconds) {
        return START + Math.round(seconds * 1e9);
    }

    private void up(String call, double second) {
        events.add(new FaultEvent.CallUp(call, at(second)));
    }

    private void began(PlannedFault fault, double second) {
        events.add(new FaultEvent.Began(fault, at(second)));
    }

    private void seen(String call, double second, double heard, double silenceFrom, double silenceTo) {
        Silence silence = silenceTo == 0 ? Silence.NONE : new Silence(at(silenceFrom), at(silenceTo));
        events.add(new CallSeen(call, at(second), at(heard), silence, 0, 0, ""));
    }

    private void path(String call, double second, String path) {
        events.add(new CallSeen(call, at(second), at(second), Silence.NONE, 0, 0, path));
    }

    private void over(String call, double second, String reason) {
        events.add(new FaultEvent.CallOver(call, reason, at(second)));
    }

    private List<FaultResult> results() {
        return FaultLedger.results(START, Duration.ofSeconds(1), events);
    }

    private FaultResult only() {
        assertThat(results()).hasSize(1);
        return results().get(0);
    }
}
