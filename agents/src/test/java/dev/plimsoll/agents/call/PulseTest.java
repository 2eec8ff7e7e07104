package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent.Carried;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final long EPOCH = 1_000_000;
    private final Pulse pulse = new Pulse();

    @Test
    void the_longest_silence_between_two_looks_is_told_with_its_beginning_and_its_end() {
        pulse.begin(100);
        pulse.heard(110);
        pulse.heard(150);
        pulse.heard(170);

        assertThat(look(180)).isEqualTo(carried(180, 170, 110, 150));
    }

    @Test
    void a_silence_that_goes_on_is_told_when_it_ends() {
        pulse.begin(100);
        pulse.heard(110);
        look(120);

        assertThat(look(300)).isEqualTo(new Carried(EPOCH + 300, EPOCH + 110, 0, 0, 0));
        pulse.heard(310);
        assertThat(look(400)).isEqualTo(carried(400, 310, 110, 310));
        assertThat(look(500)).isEqualTo(new Carried(EPOCH + 500, EPOCH + 310, 0, 0, 0));
    }

    @Test
    void what_comes_before_the_call_is_connected_does_not_count() {
        pulse.heard(50);
        assertThat(look(60)).isEqualTo(new Carried(EPOCH + 60, 0, 0, 0, 0));

        pulse.begin(100);
        assertThat(look(110)).isEqualTo(new Carried(EPOCH + 110, EPOCH + 100, 0, 0, 0));
    }

    @Test
    void silence_after_the_last_message_was_sent_means_nothing() {
        pulse.begin(100);
        pulse.heard(190);
        pulse.stop(200);

        assertThat(look(900).untilNanos()).isEqualTo(EPOCH + 200);
        pulse.heard(950);
        assertThat(look(990).untilNanos()).isEqualTo(EPOCH + 950);
    }

    private Carried look(long now) {
        return pulse.take(now, EPOCH + now, 0);
    }

    private static Carried carried(long until, long heard, long from, long to) {
        return new Carried(EPOCH + until, EPOCH + heard, EPOCH + from, EPOCH + to, 0);
    }
}
