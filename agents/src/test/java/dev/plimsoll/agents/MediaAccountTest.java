package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.MediaCount;
import org.junit.jupiter.api.Test;

class MediaAccountTest {
    private final MediaAccount account = new MediaAccount();

    @Test
    void where_nothing_was_to_be_sent_no_share_is_told() {
        account.heard(1, vitals(MediaCount.NONE, MediaCount.NONE));

        assertThat(account.lostPercent()).isEmpty();
    }

    @Test
    void the_medium_that_lost_the_larger_share_counts_over_all_hosts() {
        account.heard(1, vitals(new MediaCount(1_000, 10), new MediaCount(100, 0)));
        account.heard(2, vitals(new MediaCount(1_000, 10), new MediaCount(100, 10)));

        assertThat(account.lostPercent()).hasValue(5);
    }

    @Test
    void what_is_told_again_counts_once() {
        account.heard(1, vitals(new MediaCount(100, 1), MediaCount.NONE));
        account.heard(1, vitals(new MediaCount(200, 1), MediaCount.NONE));

        assertThat(account.lostPercent()).hasValue(0.5);
    }

    @Test
    void what_a_host_lost_before_it_was_replaced_stays_lost() {
        account.started(1);
        account.heard(1, vitals(new MediaCount(500, 50), MediaCount.NONE));
        account.started(1);
        account.heard(1, vitals(new MediaCount(500, 0), MediaCount.NONE));

        assertThat(account.lostPercent()).hasValue(5);
    }

    private static AgentEvent.HostVitals vitals(MediaCount sound, MediaCount pictures) {
        return new AgentEvent.HostVitals(0, 0, 0, 0, 0, 0, 0, 0, sound, pictures);
    }
}
