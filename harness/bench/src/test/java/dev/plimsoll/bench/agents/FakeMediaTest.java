package dev.plimsoll.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.media.AudioSignal;
import dev.plimsoll.agents.media.SpeechSignal;
import dev.plimsoll.agents.media.WavSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeMediaTest {
    @TempDir
    Path folder;

    @Test
    void a_browser_hears_what_agents_say() throws Exception {
        short[] read = new short[AudioSignal.FRAME_SAMPLES];
        short[] said = new short[AudioSignal.FRAME_SAMPLES];
        AudioSignal file = WavSignal.read(FakeMedia.sound(folder));
        AudioSignal speech = new SpeechSignal(1);

        for (int frame = 0; frame < 100; frame++) {
            file.fill(read);
            speech.fill(said);
            assertThat(read).as("frame " + frame).isEqualTo(said);
        }
    }

    @Test
    void pictures_are_whole() throws Exception {
        byte[] file = Files.readAllBytes(FakeMedia.pictures(folder));
        String header = "YUV4MPEG2 W320 H180 F15:1 Ip A1:1 C420jpeg\n";

        assertThat(new String(file, 0, header.length(), StandardCharsets.US_ASCII))
                .isEqualTo(header);
        int picture = "FRAME\n".length() + 320 * 180 * 3 / 2;
        assertThat((file.length - header.length()) % picture).isZero();
        assertThat(file.length).isGreaterThan(header.length() + 10 * picture);
    }
}
