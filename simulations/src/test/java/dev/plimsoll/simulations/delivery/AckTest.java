package dev.plimsoll.simulations.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckTest {
    @Property
    void an_ack_of_a_plain_id_is_told_at_a_glance(
            @ForAll @AlphaChars @NumericChars @Chars({'@', '-', 'é'}) String requestId) {
        assertThat(Ack.glance(FrameWriter.write(new ServerFrame.Ack(requestId))))
                .contains(requestId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"type\":\"ack\"}",
                "{\"type\":\"ack\",\"requestId\":\"",
                "{\"type\":\"ack\",\"requestId\":\"p1@2\"",
                "{\"type\":\"ack\",\"requestId\":\"p1@2\"} ",
                "{\"type\":\"ack\",\"requestId\":\"p1@2\",\"x\":1}",
                "{\"type\":\"ack\",\"requestId\":\"p1@2\",\"requestId\":\"p2@2\"}",
                "{\"type\":\"ack\",\"requestId\":\"p\\u0031@2\"}",
                "{\"type\":\"ack\",\"requestId\":7}",
                "{\"requestId\":\"p1@2\",\"type\":\"ack\"}",
                "{\"type\":\"error\",\"requestId\":\"p1@2\"}",
                "{\"type\":\"message\",\"channel\":\"c\",\"from\":\"p\",\"data\":{}}"
            })
    void anything_else_is_left_to_be_read_in_full(String text) {
        assertThat(Ack.glance(text)).isEmpty();
    }
}
