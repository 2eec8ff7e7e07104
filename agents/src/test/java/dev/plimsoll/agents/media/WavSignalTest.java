package dev.plimsoll.agents.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.PlimsollException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavSignalTest {
    @Test
    void samples_at_the_rate_that_is_sent_pass_as_they_are_over_and_over() {
        short[] frame = new short[8];
        WavSignal.parse(wav(1, 48_000, 16, 1, 10, -20, 30)).fill(frame);

        assertThat(frame).containsExactly(10, -20, 30, 10, -20, 30, 10, -20);
    }

    @Test
    void of_stereo_at_half_the_rate_the_left_channel_is_stretched() {
        short[] frame = new short[6];
        WavSignal.parse(wav(1, 24_000, 16, 2, 0, 99, 100, 99, 200, 99)).fill(frame);

        assertThat(frame).containsExactly(0, 50, 100, 150, 200, 100);
    }

    @Test
    void what_cannot_be_played_is_named() {
        assertThatThrownBy(() -> WavSignal.parse(wav(3, 48_000, 16, 1, 1))).hasMessage("is not PCM");
        assertThatThrownBy(() -> WavSignal.parse(wav(1, 48_000, 8, 1, 1))).hasMessage("has not 16 bits");
        assertThatThrownBy(() -> WavSignal.parse(wav(1, 100, 16, 1, 1))).hasMessage("has a rate out of range");
        assertThatThrownBy(() -> WavSignal.parse(wav(1, 48_000, 16, 1))).hasMessage("has no data");
        assertThatThrownBy(() -> WavSignal.parse(new byte[44])).hasMessage("is no RIFF file");
    }

    @Test
    void a_file_that_is_no_sound_is_told_with_its_name(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("voice.wav"), "not sound at all");

        assertThatThrownBy(() -> WavSignal.read(file))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("voice.wav")
                .hasMessageContaining("RIFF");
        assertThatThrownBy(() -> WavSignal.read(folder.resolve("absent.wav")))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("cannot be read");
    }

    @Property
    void a_damaged_file_is_refused_or_played_but_throws_nothing_else(@ForAll byte[] tail, @ForAll byte at) {
        byte[] bytes = wav(1, 48_000, 16, 1, 1, 2, 3, 4);
        System.arraycopy(tail, 0, bytes, 12, Math.min(tail.length, bytes.length - 12));
        int damaged = Math.floorMod(at, bytes.length);
        bytes[damaged] = (byte) (bytes[damaged] ^ 0x55);
        try {
            WavSignal.parse(bytes).fill(new short[100]);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(is|has) .*");
        }
    }

    private static byte[] wav(int format, int rate, int bits, int channels, int... samples) {
        ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        out.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) format).putShort((short) channels).putInt(rate);
        out.putInt(rate * channels * 2).putShort((short) (channels * 2)).putShort((short) bits);
        out.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (int sample : samples) {
            out.putShort((short) sample);
        }
        return out.array();
    }
}
