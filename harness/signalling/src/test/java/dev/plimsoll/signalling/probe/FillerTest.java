package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ClientFrameReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FillerTest {
    private static ClientFrame publish(com.fasterxml.jackson.databind.JsonNode data) {
        return new ClientFrame.Publish("room", data, Optional.of("q1"));
    }

    @Property
    void a_text_and_a_frame_have_exactly_the_bytes_that_were_asked_for(
            @ForAll Filler filler, @ForAll @IntRange(min = 100, max = 70_000) int bytes) {
        String frame = filler.frame(FillerTest::publish, bytes);

        assertThat(frame.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        assertThat(ClientFrameReader.read(frame)).isInstanceOf(ClientFrameReader.Parsed.Valid.class);
        assertThat(filler.text(bytes).getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    }

    @Test
    void characters_of_several_bytes_make_fewer_of_them() {
        assertThat(Filler.FOUR_BYTES.text(256)).hasSize(128);
        assertThat(Filler.TWO_BYTES.text(257)).hasSize(129).endsWith("x");
    }

    @Test
    void a_frame_that_cannot_be_so_small_is_refused() {
        assertThatThrownBy(() -> Filler.ASCII.frame(FillerTest::publish, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without data");
    }
}
