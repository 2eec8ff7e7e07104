package dev.plimsoll.limits.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamFramesTest {
    private static final TransactionId ID = new TransactionId(1, 2);

    @Property(tries = 200)
    void messages_are_cut_out_of_the_stream_however_it_is_split(
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 3000) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 5000) int piece)
            throws IOException {
        List<byte[]> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < sizes.size(); i++) {
            byte[] message = i % 2 == 0 ? channelData(sizes.get(i)) : indication(sizes.get(i));
            sent.add(message);
            stream.writeBytes(message);
        }

        assertThat(cut(stream.toByteArray(), piece)).containsExactlyElementsOf(sent);
    }

    @Test
    void the_longest_messages_fit() throws IOException {
        byte[] longest = channelData(65_535);

        assertThat(cut(longest, longest.length)).containsExactly(longest);
    }

    @Test
    void what_is_not_stun_is_named() {
        StreamFrames frames = new StreamFrames();
        byte[] http = "\u0080TTP/1.1 400".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        frames.feed(http, http.length);

        assertThatThrownBy(frames::next).isInstanceOf(IOException.class).hasMessageContaining("does not speak STUN");
    }

    @Test
    void channel_data_tells_its_channel_and_payload_without_the_padding() {
        byte[] bytes = ChannelData.encode(0x4001, new byte[] {1, 2, 3, 4, 5}, true);

        assertThat(bytes).hasSize(12);
        assertThat(ChannelData.is(bytes)).isTrue();
        assertThat(ChannelData.channel(bytes)).isEqualTo(0x4001);
        assertThat(ChannelData.payload(bytes)).containsExactly(1, 2, 3, 4, 5);
        assertThat(ChannelData.encode(0x4001, new byte[5], false)).hasSize(9);
        assertThat(ChannelData.is(Arrays.copyOf(bytes, 8))).isFalse();
    }

    private static List<byte[]> cut(byte[] stream, int piece) throws IOException {
        StreamFrames frames = new StreamFrames();
        List<byte[]> messages = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int length = Math.min(piece, Math.min(stream.length - at, frames.room()));
            frames.feed(Arrays.copyOfRange(stream, at, at + length), length);
            at += length;
            for (Optional<byte[]> next = frames.next(); next.isPresent(); next = frames.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }

    private static byte[] channelData(int size) {
        return ChannelData.encode(ChannelData.LOWEST, new byte[size], true);
    }

    private static byte[] indication(int size) {
        return new StunWriter(StunClass.INDICATION, StunMethod.DATA, ID)
                .value(StunAttribute.DATA, new byte[size])
                .bytes();
    }
}
