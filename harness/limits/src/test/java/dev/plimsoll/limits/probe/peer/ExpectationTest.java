package dev.plimsoll.limits.probe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.signalling.probe.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private final List<Fault> faults = new ArrayList<>();

    @Test
    void any_of_the_ways_is_right_and_no_other() {
        Expectation expected = read("channel_not_authorized or close 4003");

        assertThat(expected.met(new Reply.Failure(Duration.ZERO, "channel_not_authorized", "")))
                .isPresent();
        assertThat(expected.met(new Reply.Closed(Duration.ZERO, 4003, ""))).isPresent();
        assertThat(expected.met(new Reply.Closed(Duration.ZERO, 4001, ""))).isEmpty();
        assertThat(expected.met(new Reply.Ack(Duration.ZERO))).isEmpty();
        assertThat(expected.met(new Reply.Silent(Duration.ZERO))).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void nothing_is_met_by_silence_alone() {
        Expectation expected = read("nothing");

        assertThat(expected.isNothing()).isTrue();
        assertThat(expected.met(new Reply.Silent(Duration.ZERO))).isPresent();
        assertThat(expected.met(new Reply.Unsent(Duration.ZERO))).isEmpty();
        assertThat(expected.met(new Reply.Ack(Duration.ZERO))).isEmpty();
    }

    @Test
    void what_is_no_answer_is_told() {
        read("close 99");

        assertThat(faults).extracting(Fault::pointer).containsExactly("/here");
    }

    private Expectation read(String text) {
        return Expectation.read(TextNode.valueOf(text), "/here", faults::add);
    }
}
