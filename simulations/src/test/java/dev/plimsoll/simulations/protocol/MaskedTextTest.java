package dev.plimsoll.simulations.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {
    @Property
    void a_server_reads_the_text(@ForAll @StringLength(max = 300) String text, @ForAll int mask) {
        // A lone half of a surrogate pair is no character that could be sent.
        String sendable = text.replaceAll("[\\ud800-\\udfff]", "");

        assertThat(readByServer(sendable, mask)).isEqualTo(sendable);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_001})
    void a_server_reads_text_of_any_length(int length) {
        String text = "m".repeat(length);

        assertThat(readByServer(text, 0x9abcdef1)).isEqualTo(text);
    }

    private static String readByServer(String text, int mask) {
        EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .maxFramePayloadLength(1 << 20)
                .build()));
        server.writeInbound(MaskedText.frame(UnpooledByteBufAllocator.DEFAULT, text, mask));
        TextWebSocketFrame frame = server.readInbound();
        try {
            assertThat(frame.isFinalFragment()).isTrue();
            assertThat(server.inboundMessages()).isEmpty();
            return frame.text();
        } finally {
            frame.release();
        }
    }
}
