package dev.plimsoll.agents.stats;

import static dev.plimsoll.agents.stats.PeerTimeline.Step.CALLED;
import static dev.plimsoll.agents.stats.PeerTimeline.Step.CHECKING;
import static dev.plimsoll.agents.stats.PeerTimeline.Step.CONNECTED;
import static dev.plimsoll.agents.stats.PeerTimeline.Step.GATHERED;
import static dev.plimsoll.agents.stats.PeerTimeline.Step.GATHERING;
import static dev.plimsoll.agents.stats.PeerTimeline.Step.ICE_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerTimelineTest {
    private static final long MILLI = 1_000_000;
    private final PeerTimeline timeline = new PeerTimeline();

    @Test
    void each_part_of_the_set_up_is_the_time_between_its_steps() {
        timeline.reached(CALLED, -5 * MILLI);
        timeline.reached(GATHERING, 10 * MILLI);
        timeline.reached(GATHERED, 60 * MILLI);
        timeline.reached(CHECKING, 70 * MILLI);
        timeline.reached(ICE_CONNECTED, 90 * MILLI);
        timeline.reached(CONNECTED, 105 * MILLI);

        assertThat(timeline.gatheringMs()).hasValue(50);
        assertThat(timeline.iceMs()).hasValue(20);
        assertThat(timeline.dtlsMs()).hasValue(15);
        assertThat(timeline.setupMs()).hasValue(110);
        assertThat(timeline.credentialMs()).isEmpty();
        assertThat(timeline.restartMs()).isEmpty();
    }

    @Test
    void dtls_that_is_told_of_before_ice_took_no_time() {
        timeline.reached(CONNECTED, 90 * MILLI);
        timeline.reached(ICE_CONNECTED, 91 * MILLI);

        assertThat(timeline.dtlsMs()).hasValue(0);
    }

    @Test
    void the_first_time_of_a_step_counts() {
        timeline.reached(CALLED, 0);
        timeline.reached(CONNECTED, 10 * MILLI);
        timeline.reached(CONNECTED, 900 * MILLI);

        assertThat(timeline.setupMs()).hasValue(10);
    }

    @Test
    void a_restart_takes_until_the_path_works_again() {
        timeline.reached(CONNECTED, 0);
        timeline.restarted(100 * MILLI);
        assertThat(timeline.restartMs()).isEmpty();
        timeline.reached(CONNECTED, 350 * MILLI);
        timeline.restored(999 * MILLI);

        assertThat(timeline.restartMs()).hasValue(250);
        assertThat(timeline.restarts()).isEqualTo(1);
    }

    @Test
    void what_was_told_is_told_once() {
        assertThat(timeline.takeChanged()).isFalse();
        timeline.reached(CALLED, 0);
        assertThat(timeline.takeChanged()).isTrue();
        timeline.reached(CALLED, 5);
        assertThat(timeline.takeChanged()).isFalse();
        timeline.stunError(401);
        assertThat(timeline.takeChanged()).isTrue();
    }

    @Test
    void errors_of_ice_servers_are_counted_and_the_last_is_named() {
        timeline.stunError(701);
        timeline.stunError(401);

        assertThat(timeline.stunErrors()).isEqualTo(2);
        assertThat(timeline.lastStunError()).isEqualTo(401);
    }
}
