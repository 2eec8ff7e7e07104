package dev.plimsoll.simulations.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.FrameWriter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PublishTextTest {
    @Property
    void it_is_what_the_frame_writer_writes(
            @ForAll String channel,
            @ForAll int sequence,
            @ForAll long intended,
            @ForAll String filler,
            @ForAll String requestId) {
        Mark mark = new Mark(sequence, intended);
        ClientFrame frame = new ClientFrame.Publish(channel, mark.data(filler), Optional.of(requestId));

        assertThat(new PublishText(filler).of(channel, mark, requestId)).isEqualTo(FrameWriter.write(frame));
    }
}
