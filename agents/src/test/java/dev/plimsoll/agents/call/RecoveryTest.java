package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final List<String> seen = new ArrayList<>();
    private final Recovery recovery = new Recovery(timers, timers::nanos, new Recovery.Actions() {
        @Override
        public void pathFailed() {
            note("failed");
        }

        @Override
        public void restart(int attempt) {
            note("restart " + attempt);
        }

        @Override
        public void recovered(long nanos, int attempts) {
            note("recovered in " + Duration.ofNanos(nanos).toSeconds() + " by " + attempts);
        }

        @Override
        public void exhausted() {
            note("exhausted");
        }
    });

    private void note(String what) {
        seen.add(Duration.ofNanos(timers.nanos()).toSeconds() + " " + what);
    }

    @Test
    void the_first_restart_is_offered_at_once() {
        recovery.failed();
        timers.pass(Duration.ZERO);

        assertThat(seen).containsExactly("0 failed", "0 restart 1");
    }

    @Test
    void restarts_whose_answers_are_lost_climb_nine_rungs_and_end_after_256_seconds() {
        recovery.failed();
        timers.pass(Duration.ofMinutes(10));

        assertThat(seen)
                .containsExactly(
                        "0 failed",
                        "0 restart 1",
                        "16 restart 2",
                        "33 restart 3",
                        "52 restart 4",
                        "75 restart 5",
                        "106 restart 6",
                        "151 restart 7",
                        "196 restart 8",
                        "241 restart 9",
                        "256 exhausted");
    }

    @Test
    void an_answer_to_the_last_restart_that_was_in_vain_changes_nothing_any_more() {
        recovery.failed();
        for (Duration rung : RestartLadder.DELAYS) {
            timers.pass(rung);
            recovery.inVain();
        }
        recovery.described();
        timers.pass(Duration.ofMinutes(1));

        assertThat(seen).filteredOn(what -> what.endsWith("exhausted")).hasSize(1);
    }

    @Test
    void restarts_that_fail_at_once_climb_nine_rungs_in_121_seconds() {
        recovery.failed();
        for (Duration rung : RestartLadder.DELAYS) {
            timers.pass(rung);
            recovery.failed();
        }

        assertThat(seen)
                .hasSize(11)
                .contains("1 restart 2", "121 restart 9")
                .last()
                .isEqualTo("121 exhausted");
    }

    @Test
    void a_restart_that_finds_no_candidate_is_followed_by_the_next_without_waiting_for_an_answer() {
        recovery.failed();
        timers.pass(Duration.ZERO);
        recovery.described();
        recovery.inVain();
        recovery.inVain();
        timers.pass(Duration.ofSeconds(1));
        recovery.inVain();
        timers.pass(Duration.ofSeconds(2));

        assertThat(seen).containsExactly("0 failed", "0 restart 1", "1 restart 2", "3 restart 3");
    }

    @Test
    void the_answer_to_a_restart_that_found_no_candidate_does_not_hold_up_the_next() {
        recovery.failed();
        timers.pass(Duration.ZERO);
        recovery.inVain();
        recovery.described();
        timers.pass(Duration.ofSeconds(1));
        recovery.described();
        timers.pass(Duration.ofSeconds(10));

        assertThat(seen)
                .as("the second found some, so that its answer is waited for")
                .containsExactly("0 failed", "0 restart 1", "1 restart 2");
    }

    @Test
    void a_renewal_that_finds_no_candidate_leaves_a_path_that_works_alone() {
        recovery.connected();
        recovery.inVain();
        timers.pass(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
    }

    @Test
    void a_path_that_is_up_again_ends_the_ladder_and_the_next_failure_begins_a_new_one() {
        recovery.failed();
        timers.pass(Duration.ofSeconds(20));
        recovery.connected();
        timers.pass(Duration.ofMinutes(10));
        recovery.failed();
        timers.pass(Duration.ZERO);

        assertThat(seen)
                .containsExactly(
                        "0 failed",
                        "0 restart 1",
                        "16 restart 2",
                        "20 recovered in 20 by 2",
                        "620 failed",
                        "620 restart 1");
    }

    @Test
    void a_partners_own_restart_takes_the_place_of_ours_that_waits() {
        recovery.failed();
        timers.pass(Duration.ofMillis(15_500));
        recovery.described();
        timers.pass(Duration.ofSeconds(10));

        assertThat(seen).as("no second restart after 16 s").containsExactly("0 failed", "0 restart 1");
    }

    @Test
    void a_restart_that_is_answered_and_leads_nowhere_is_followed_by_another_although_the_library_is_silent() {
        recovery.failed();
        timers.pass(Duration.ofSeconds(1));
        recovery.described();
        timers.pass(Recovery.PATH_PATIENCE.plusSeconds(1));

        assertThat(seen).containsExactly("0 failed", "0 restart 1", "22 restart 2");
    }

    @Test
    void a_path_that_stays_disconnected_counts_as_failed_although_the_library_is_silent() {
        recovery.connected();
        recovery.disconnected();
        timers.pass(Recovery.DISCONNECTED_PATIENCE);

        assertThat(seen).containsExactly("20 failed", "20 restart 1");
    }

    @Test
    void a_path_that_heals_by_itself_is_left_alone() {
        recovery.connected();
        recovery.disconnected();
        timers.pass(Duration.ofSeconds(10));
        recovery.connected();
        timers.pass(Duration.ofMinutes(5));

        assertThat(seen).isEmpty();
    }

    @Test
    void after_its_close_nothing_happens_any_more() {
        recovery.failed();
        recovery.close();
        timers.pass(Duration.ofMinutes(10));

        assertThat(seen).containsExactly("0 failed");
    }
}
