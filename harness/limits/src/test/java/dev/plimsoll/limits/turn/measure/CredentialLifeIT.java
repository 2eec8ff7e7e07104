package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.TestTurn;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.CredentialLife.Schedule;
import dev.plimsoll.limits.turn.measure.CredentialLife.Seen;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The end of a credential, at a real coturn. */
class CredentialLifeIT {
    private static final Duration LOOK = Duration.ofMillis(250);

    @Test
    void at_coturn_new_allocations_end_with_the_credential_and_the_old_one_goes_on() throws Exception {
        Timing timing = Timing.system();
        try (TestTurn turn = TestTurn.with("")) {
            long issued = timing.now();
            TurnCredential credential = turn.credential("alice", Duration.ofSeconds(3));
            Seen seen = new CredentialLife(turn::client, timing)
                    .observe(credential, new Schedule(issued, Duration.ofSeconds(1), Duration.ofSeconds(7), LOOK));

            assertThat(seen.kept().code()).isEqualTo("granted");
            // coturn counts whole seconds, and takes a credential in the second in which it ends.
            assertThat(seen.lastGranted().orElseThrow()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(4_000));
            assertThat(seen.firstRefused().orElseThrow()).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(4_500));
            assertThat(seen.refusal().map(TurnAnswer::code)).hasValue("401");
            assertThat(seen.cut()).as("the kept allocation").isEmpty();
        }
    }

    @Test
    void a_credential_that_was_never_good_is_told_from_one_that_ended() throws Exception {
        Timing timing = Timing.system();
        try (TestTurn turn = TestTurn.with("")) {
            long issued = timing.now();
            TurnCredential credential = turn.credential("alice", Duration.ofSeconds(-10));
            Seen seen = new CredentialLife(turn::client, timing)
                    .observe(credential, new Schedule(issued, Duration.ZERO, Duration.ofSeconds(30), LOOK));

            assertThat(seen.kept().code()).isEqualTo("401");
            assertThat(seen.lastGranted()).isEmpty();
            assertThat(seen.firstRefused().orElseThrow()).as("it does not look on").isLessThan(Duration.ofSeconds(5));
        }
    }
}
