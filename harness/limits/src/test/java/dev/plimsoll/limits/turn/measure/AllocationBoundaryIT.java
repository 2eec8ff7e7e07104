package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.TestTurn;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.AllocationBoundary.Recovery;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What bounds the number of allocations, at a real coturn. */
class AllocationBoundaryIT {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofMillis(100);

    @Test
    void a_users_quota_holds_over_credentials_of_different_expiry_and_leaves_other_users_alone() {
        try (TestTurn turn = TestTurn.with("userQuota: 2");
                Allocations alices = boundary(turn, sameUser(turn, "alice")).inSequence(4);
                Allocations bobs = boundary(turn, sameUser(turn, "bob")).inSequence(1)) {
            assertThat(alices.answers())
                    .extracting(TurnAnswer::code)
                    .containsExactly("granted", "granted", "486", "486");
            assertThat(alices.grantedInARow()).isEqualTo(2);
            assertThat(bobs.byCode()).isEqualTo(Map.of("granted", 1));
        }
    }

    @Test
    void the_total_quota_holds_whoever_comes() {
        try (TestTurn turn = TestTurn.with("totalQuota: 3");
                Allocations all = boundary(turn, userEach(turn)).inSequence(5)) {
            assertThat(all.answers())
                    .extracting(TurnAnswer::code)
                    .containsExactly("granted", "granted", "granted", "486", "486");
        }
    }

    @Test
    void a_burst_beyond_the_quota_is_granted_the_quota_and_no_more() {
        try (TestTurn turn = TestTurn.with("userQuota: 5");
                Allocations all = boundary(turn, sameUser(turn, "alice")).atOnce(12)) {
            assertThat(all.byCode()).isEqualTo(Map.of("granted", 5, "486", 7));
            assertThat(all.held()).isEqualTo(5);
        }
    }

    @Test
    void a_slot_that_was_given_back_can_be_used_again_and_the_others_lived_on() throws Exception {
        try (TestTurn turn = TestTurn.with("userQuota: 2")) {
            AllocationBoundary boundary = boundary(turn, sameUser(turn, "alice"));
            try (Allocations all = boundary.inSequence(3)) {
                Recovery recovery = boundary.recovery(all, 4, WITHIN, EVERY);

                assertThat(recovery.released().code()).isEqualTo("granted");
                assertThat(recovery.last().code()).isEqualTo("granted");
                assertThat(recovery.after())
                        .hasValueSatisfying(after -> assertThat(after).isLessThan(WITHIN));
                assertThat(all.held()).isEqualTo(2);
                assertThat(all.lost(Duration.ofMinutes(10))).isEmpty();
            }
        }
    }

    @Test
    void a_slot_that_is_never_free_again_is_reported_so() throws Exception {
        try (TestTurn turn = TestTurn.with("userQuota: 1");
                Allocations other = boundary(turn, sameUser(turn, "alice")).inSequence(1);
                Allocations none = boundary(turn, sameUser(turn, "bob")).inSequence(1)) {
            Recovery recovery =
                    boundary(turn, sameUser(turn, "alice")).recovery(none, 2, Duration.ofMillis(300), EVERY);

            assertThat(recovery.after()).isEmpty();
            assertThat(recovery.last().code()).isEqualTo("486");
            assertThat(other.held()).isEqualTo(1);
        }
    }

    @Test
    void relay_ports_that_run_out_meet_508() {
        try (TestTurn turn = TestTurn.with("minPort: 50000, maxPort: 50009");
                Allocations all = boundary(turn, userEach(turn)).untilRefused(30)) {
            assertThat(all.grantedInARow()).isBetween(1, 10);
            assertThat(all.answers()).last().extracting(TurnAnswer::code).isEqualTo("508");
        }
    }

    @Test
    void bandwidth_that_is_all_reserved_meets_486_and_says_that_it_was_the_bandwidth() {
        try (TestTurn turn = TestTurn.with("maxBps: 100000, bpsCapacity: 300000");
                Allocations all = boundary(turn, userEach(turn)).untilRefused(10)) {
            assertThat(all.grantedInARow()).isBetween(1, 4);
            assertThat(all.answers()).last().isInstanceOfSatisfying(TurnAnswer.Refused.class, refused -> {
                assertThat(refused.error()).isEqualTo(486);
                assertThat(refused.reason()).contains("Bandwidth");
            });
        }
    }

    @Test
    void without_a_bound_the_search_ends_at_its_own() {
        try (TestTurn turn = TestTurn.with("");
                Allocations all = boundary(turn, userEach(turn)).untilRefused(6)) {
            assertThat(all.grantedInARow()).isEqualTo(6);
        }
    }

    private static AllocationBoundary boundary(TestTurn turn, IntFunction<TurnCredential> credentials) {
        return new AllocationBoundary(turn::client, credentials, Timing.system());
    }

    private static IntFunction<TurnCredential> sameUser(TestTurn turn, String user) {
        return number -> turn.credential(user, Duration.ofMinutes(number));
    }

    private static IntFunction<TurnCredential> userEach(TestTurn turn) {
        return number -> turn.credential("user-" + number);
    }
}
